# Compiles a binary module with one cmdlet and prints its path.
param([string] $Path)

$ErrorActionPreference = 'Stop'
$source = 'using System.Management.Automation; [Cmdlet("Get", "Floor")] public sealed class GetFloorCommand : PSCmdlet {}'
Add-Type -TypeDefinition $source -OutputAssembly $Path -OutputType Library
$Path
