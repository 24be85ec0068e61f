<#
.SYNOPSIS
    A job to run once or several times a day: registers new orders, reports parcels that need somebody.
.DESCRIPTION
    Registers the rows of a CSV file that no earlier run has registered, then lists all parcels of the account that are
    abnormal, could not be delivered or have expired. They are written to a CSV file; those that were not in it before
    are also given as output, so that they can be piped on, for instance to Send-ExceptionNotice.ps1.

    The exit code is 0 if every new row is registered, else 1: a row was rejected or failed, or the service could not be
    used. A row that was rejected is reported once; correct it in the file and it counts as new. Parcels in trouble are no failure of the job.

    The API key comes from the environment variable TRACK123_API_KEY, or from a secret store with -SecretName.
.PARAMETER OrderPath
    The CSV file with the orders. New rows are added to it, or it is written anew, between runs.
.PARAMETER ResultPath
    The file that keeps what became of each row. The next run goes on from it.
.PARAMETER ExceptionPath
    The file that lists the parcels in trouble.
.PARAMETER SecretName
    The name of the key in a vault of Microsoft.PowerShell.SecretManagement.
.PARAMETER Sandbox
    Tries it out: a fresh account in memory in which eight days pass. The two files are new ones among the temporary files, unless you say where.
.EXAMPLE
    pwsh -NoProfile -File samples/Invoke-TrackingJob.ps1 -OrderPath samples/shipments.csv -Sandbox
#>
param(
    [Parameter(Mandatory)]
    [string] $OrderPath,

    [string] $ResultPath = "$OrderPath.results.csv",

    [string] $ExceptionPath = "$OrderPath.exceptions.csv",

    [string] $SecretName,

    [switch] $Sandbox
)

# Whatever goes wrong and is not dealt with ends the job with exit code 1.
$ErrorActionPreference = 'Stop'

try {
    # The module, unless it is installed.
    if (-not (Get-Command -Name Connect-Track123 -ErrorAction Ignore)) {
        Import-Module -Name "$PSScriptRoot/../out/Track123"
    }

    if ($Sandbox) {
        $connection = Connect-Track123 -Sandbox -PassThru

        # A fresh account knows nothing of what was registered in another.
        $trial = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "tracking-job-$([guid]::NewGuid())")
        if (-not $PSBoundParameters.ContainsKey('ResultPath')) { $ResultPath = "$trial.results.csv" }
        if (-not $PSBoundParameters.ContainsKey('ExceptionPath')) { $ExceptionPath = "$trial.exceptions.csv" }
        Write-Information "Files: $ResultPath, $ExceptionPath" -InformationAction Continue
    }
    elseif ($SecretName) {
        Connect-Track123 -ApiKey (Get-Secret -Name $SecretName)
    }

    # Rows that an earlier run has dealt with are left out. A row that is wrong is an error, and does not stop the others.
    $results = @(Register-Track123Tracking -Path $OrderPath -ResultPath $ResultPath -ErrorAction SilentlyContinue -ErrorVariable problems)
    Write-Information "New rows: $($results.Count), not registered: $($problems.Count)" -InformationAction Continue

    if ($Sandbox) {
        $connection.Sandbox.Advance([timespan]'8.00:00:00')
    }

    $known = @(if (Test-Path -LiteralPath $ExceptionPath) { Import-Csv -LiteralPath $ExceptionPath | ForEach-Object { "$($_.TrackingNumber) $($_.CarrierCode)" } })
    $exceptions = @(Get-Track123Tracking -TransitStatus Abnormal, DeliveryFailed, Expired)
    $exceptions |
        Select-Object -Property TrackingNumber, CarrierCode, OrderNumber, TransitStatus, StatusDescription, LastTrackingTime |
        Export-Csv -LiteralPath $ExceptionPath -NoTypeInformation -Encoding UTF8
    $new = @($exceptions | Where-Object { "$($_.TrackingNumber) $($_.CarrierCode)" -notin $known })
    Write-Information "Parcels that need somebody: $($exceptions.Count), since the last run: $($new.Count)" -InformationAction Continue
    $new
}
catch {
    # Where nobody looks at the console, the log should say it in a line.
    [Console]::Error.WriteLine("The job failed: $($_.FullyQualifiedErrorId): $_")
    exit 1
}

foreach ($problem in $problems) {
    [Console]::Error.WriteLine("$problem")
}

exit [int]($problems.Count -gt 0)
