# Prints the duration of an import in this new process, in milliseconds.
param([string] $Path)

$ErrorActionPreference = 'Stop'
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Path
$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
