<#
.SYNOPSIS
    Registers new orders and reports parcels that need attention. Run it once or several times a day.
.DESCRIPTION
    Registers the rows of a CSV file that earlier runs have not registered. Then writes all parcels of the account with
    status Abnormal, DeliveryFailed or Expired to a second CSV file. Parcels that did not need attention at the last run
    are also shown, and passed to -Notify.

    The exit code is 0 if every new row was registered. It is 1 if a row was rejected or failed, or if the service was
    not available. A rejected row is reported once; after you correct it in the file, it counts as a new row. Parcels
    that need attention do not change the exit code.

    The API key comes from the environment variable TRACK123_API_KEY or, with -SecretName, from a secret store.
.PARAMETER OrderPath
    The CSV file with the orders. Between runs you can append rows to it or replace it.
.PARAMETER ResultPath
    The CSV file that stores the outcome of each row. The next run skips rows with a final outcome.
.PARAMETER ExceptionPath
    The CSV file that lists the parcels that need attention.
.PARAMETER StatePath
    The file that stores the state of all parcels at the last run, for Get-Track123TrackingChange.
.PARAMETER Notify
    A script block that gets the parcels that are new in the list of exceptions as $input. If it fails, the job fails,
    and the next run passes the same parcels again. If there are none, it is not run.
.PARAMETER SecretName
    The name of the secret with the API key, for the module Microsoft.PowerShell.SecretManagement.
.PARAMETER Sandbox
    Tries the job in a new sandbox and advances its clock by eight days. Without -ResultPath, -ExceptionPath and
    -StatePath the files are created in the folder for temporary files.
.EXAMPLE
    pwsh -NoProfile -File samples/Invoke-TrackingJob.ps1 -OrderPath samples/shipments.csv -Sandbox
.EXAMPLE
    $mail = @{ SmtpServer = 'mail.example.com'; From = 'jobs@example.com'; To = 'desk@example.com' }
    ./Invoke-TrackingJob.ps1 -OrderPath orders.csv -Notify { $input | ./Send-ExceptionNotice.ps1 @mail }
#>
param(
    [Parameter(Mandatory)]
    [string] $OrderPath,

    [string] $ResultPath = "$OrderPath.results.csv",

    [string] $ExceptionPath = "$OrderPath.exceptions.csv",

    [string] $StatePath = "$OrderPath.state.jsonl",

    [scriptblock] $Notify,

    [string] $SecretName,

    [switch] $Sandbox
)

# An unhandled error ends the job with exit code 1.
$ErrorActionPreference = 'Stop'

try {
    # Import the module from the build output, unless it is installed.
    if (-not (Get-Command -Name Connect-Track123 -ErrorAction Ignore)) {
        Import-Module -Name "$PSScriptRoot/../out/Track123"
    }

    if ($Sandbox) {
        $connection = Connect-Track123 -Sandbox -PassThru

        # A new sandbox has no parcels of earlier runs, so their results must not be reused.
        $trial = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "tracking-job-$([guid]::NewGuid())")
        if (-not $PSBoundParameters.ContainsKey('ResultPath')) { $ResultPath = "$trial.results.csv" }
        if (-not $PSBoundParameters.ContainsKey('ExceptionPath')) { $ExceptionPath = "$trial.exceptions.csv" }
        if (-not $PSBoundParameters.ContainsKey('StatePath')) { $StatePath = "$trial.state.jsonl" }
        Write-Information "Files: $ResultPath, $ExceptionPath, $StatePath" -InformationAction Continue
    }
    elseif ($SecretName) {
        Connect-Track123 -ApiKey (Get-Secret -Name $SecretName)
    }

    # Rows with a final outcome in the result file are skipped. A rejected row does not stop the other rows.
    $registration = @{
        Path          = $OrderPath
        ResultPath    = $ResultPath
        ErrorAction   = 'SilentlyContinue'
        ErrorVariable = 'problems'
    }
    $results = @()
    try {
        $results = @(Register-Track123Tracking @registration)
    }
    catch {
        # For example, the file of orders is missing. The parcels that need attention are listed all the same.
        $problems = @($_)
    }

    Write-Information "New rows: $($results.Count), not registered: $($problems.Count)" -InformationAction Continue

    if ($Sandbox) {
        $connection.Sandbox.Advance([timespan]'8.00:00:00')
    }

    $attention = 'Abnormal', 'DeliveryFailed', 'Expired'
    $exceptions = @(Get-Track123Tracking -TransitStatus $attention)
    $columns = 'TrackingNumber', 'CarrierCode', 'OrderNumber', 'TransitStatus', 'StatusDescription', 'LastTrackingTime'
    if ($exceptions) {
        $exceptions | ConvertTo-Track123Record | Select-Object -Property $columns |
            Export-Csv -LiteralPath $ExceptionPath -NoTypeInformation -Encoding UTF8
    }
    else {
        Set-Content -LiteralPath $ExceptionPath -Value "`"$($columns -join '","')`"" -Encoding UTF8
    }

    # All changes are one list, so that there is one notice. The state file is replaced only after it is sent.
    $new = @()
    Get-Track123TrackingChange -StatePath $StatePath -NoEnumerate | ForEach-Object {
        $changes = $_ | Where-Object { $_.Kind -eq 'New' -or $_.Kind -eq 'StatusChanged' }
        $new = @($changes | Where-Object {
                $_.TransitStatus -in $attention -and $_.PreviousTransitStatus -notin $attention
            } | ForEach-Object { $_.Tracking })
        if ($Notify -and $new) {
            $null = $new | & $Notify
        }
    }

    $summary = "Parcels that need attention: $($exceptions.Count), new since the last run: $($new.Count)"
    Write-Information $summary -InformationAction Continue
    # Without Format-Table, exit would discard the table: PowerShell collects objects for 0.3 seconds to size the columns.
    $new | Format-Table
}
catch {
    # One line for the log of an unattended job.
    [Console]::Error.WriteLine("The job failed: $($_.FullyQualifiedErrorId): $_")
    exit 1
}

foreach ($problem in $problems) {
    [Console]::Error.WriteLine("$problem")
}

exit [int]($problems.Count -gt 0)
