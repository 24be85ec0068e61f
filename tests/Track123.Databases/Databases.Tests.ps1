Describe 'x' { It 'y' { (psql -X -At -c 'show listen_addresses; show timezone') | Should -Be '127.0.0.1','Asia/Kolkata' } }
