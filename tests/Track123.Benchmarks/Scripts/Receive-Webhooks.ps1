# Writes the number of each notification to a file, until it is ended.
param([string]$Module, [int]$Port, [string]$Key, [string]$Path)

Import-Module $Module
$file = [System.IO.StreamWriter]::new($Path)
$file.AutoFlush = $true
Receive-Track123Webhook -Port $Port -Key $Key | ForEach-Object { $file.WriteLine($_.TrackingNumber) }
