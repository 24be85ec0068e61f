# Writes the tracking number of each notification to a file until the process is killed.
param([string]$Module, [int]$Port, [string]$Key, [string]$Path)

Import-Module $Module
$file = [System.IO.StreamWriter]::new($Path)
$file.AutoFlush = $true
Receive-Track123Webhook -Port $Port -Key $Key | ForEach-Object { $file.WriteLine($_.TrackingNumber) }
