# Prints how many milliseconds an import takes in this fresh process.
param([string] $Path)

$ErrorActionPreference = 'Stop'
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Path
$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
