# Sections 4 and 5 of docs/api.md, ocean and air cargo.

foreach ($kind in @(
        @{
            Name = 'Ocean'; Root = 'tk/v2.1/ocean'; Section = 4; Old = 'tk/v1/ocean'; Rejected = 'trackingNo', 'orderNo', 'error'
            Item = @{ orderNo = 'OC000000000000'; trackingNo = 'NOSUCH0000000'; type = 2 }
            Shipment = 'trackingNo', 'orderNo', 'type', 'searchStatus', 'createTime', 'carrierInfo', 'containerInfo'
        }
        @{
            Name = 'Air'; Root = 'tk/v2.1/aviation'; Section = 5; Old = 'tk/v1/aviation'; Rejected = 'trackingNo', 'error'
            Item = @{ trackingNo = '000-00000000'; carrierCode = 'nosuch' }; Shipment = 'trackingNo', 'aviationStatus'
        }
    )) {
    $section = $kind.Section

    Fact "$section.1" client "the carrier list is at $($kind.Root)/carrier/list" '00000, an array with carrierCode' -With $kind {
        $answer = Send-Request "$($it.Root)/carrier/list"
        New-Finding ((Test-Success $answer) -and [bool]@($answer.Data)[0].carrierCode) "$(Format-Response $answer), $(@($answer.Data).Count) carriers"
    }

    Fact "$section.1" client "some Java code uses $($kind.Root)/courier/list" 'unknown' -With $kind {
        $answer = Send-Request "$($it.Root)/courier/list"
        New-Finding ($answer.Kind -eq 'EndpointNotFound') (Format-Response $answer)
    }

    Fact "$section.1" guess 'the names are carrierNameCN, carrierNameEN and carrierHomePage' 'these, and for air a prefix with an unknown name' -With $kind {
        $first = @((Send-Request "$($it.Root)/carrier/list").Data)[0]
        New-Finding (-not (Get-MissingField $first carrierCode, carrierNameCN, carrierNameEN, carrierHomePage)) (Format-FieldKind $first)
    }

    Fact "$section.1" client "v1 also has the list" '00000' -With $kind {
        $answer = Send-Request "$($it.Old)/carrier/list"
        New-Finding (Test-Success $answer) (Format-Response $answer)
    }

    Fact "$section.3" client 'query takes an array; accepted is also an array' 'an array or null in accepted, the number in rejected' -With $kind {
        $answer = Send-Request "$($it.Root)/track/query" @(, $it.Item)
        $accepted = Get-FieldKind $answer.Data accepted
        $others = if ($it.Name -eq 'Air') {
            $number = $it.Item.trackingNo
            foreach ($body in @{ trackingNoInfos = @(, $it.Item) }, @{ trackNoInfos = @(, @{ trackNo = $number }) }, @{ trackNos = @($number) }) {
                "; $($body.Keys): $(Format-Response (Send-Request "$($it.Root)/track/query" $body))"
            }
        }
        New-Finding ((Test-Success $answer) -and $accepted -in 'array', 'null' -and @(Get-ResponseRow rejected $answer).Count -eq 1) "$(Format-Response $answer), accepted: $accepted, $(@(Get-ResponseRow rejected $answer).Count) rejected$others"
    }

    Fact "$section.3" client "a rejected shipment is {$($kind.Rejected -join ', ')}" 'these' -With $kind {
        $row = @(Get-ResponseRow rejected (Send-Request "$($it.Root)/track/query" @(, $it.Item)))[0]
        if (-not $row) { return Skip-Fact 'nothing was rejected' }
        New-Finding (-not (Get-MissingField $row $it.Rejected)) (Format-FieldKind $row)
    }

    Fact "$section.3" guess 'query takes 100 at most' '101 are rejected' -With $kind {
        Test-ItemLimit "$($it.Root)/track/query" @(1..101 | ForEach-Object { $it.Item })
    }

    Fact "$section.4" guess 'update-carrier takes {carrierCode, details}' 'the path exists, the fields are not rejected' -With $kind {
        $carrier = @((Send-Request "$($it.Root)/carrier/list").Data)[0].carrierCode
        Test-UnregisteredNumber "$($it.Root)/track/update-carrier" @{ carrierCode = "$carrier"; details = @(, $it.Item) }
    }

    Fact "$section.5" client 'refresh takes one object' 'the path exists, the fields are not rejected' -With $kind {
        Test-UnregisteredNumber "$($it.Root)/track/refresh" $it.Item
    }

    Fact "$section.6" guess 'delete takes an array' 'the path exists, the fields are not rejected' -With $kind {
        Test-UnregisteredNumber "$($it.Root)/track/delete" @(, $it.Item)
    }

    Fact "$section.2" client 'register echoes the number and the carrier' 'accepted, with trackingNo and carrierCode' -With $kind {
        Use-OwnShipment $it.Name { New-Finding (-not (Get-MissingField $args[0] trackingNo, carrierCode)) (Format-FieldKind $args[0]) }
    }

    Fact "$section.2" client 'a number registered again is rejected' "'has been imported'" -With $kind {
        Use-OwnShipment $it.Name {
            $answer = Send-Request "$($it.Root)/track/import" @(, $live[$it.Name]) -Name again
            $row = @(Get-ResponseRow rejected $answer)[0]
            New-Finding ($row.error.msg -like '*has been imported*') (Format-Rejection $answer)
        }
    }

    Fact "$section.5" guess 'refresh returns success and actualRefreshTime' 'these two names' -With $kind {
        Use-OwnShipment $it.Name {
            $answer = Send-Request "$($it.Root)/track/refresh" (Get-ShipmentReference $it.Name $args[0])
            New-Finding ((Test-Success $answer) -and -not (Get-MissingField $answer.Data success, actualRefreshTime)) "$(Format-Response $answer), $(Format-FieldKind $answer.Data)"
        }
    }

    Fact "$section.3" client 'a shipment and its events' ($kind.Shipment -join ', ') -With $kind {
        Use-OwnShipment $it.Name {
            $row = @(Get-ResponseRow accepted (Send-Request "$($it.Root)/track/query" @(, (Get-ShipmentReference $it.Name $args[0]))))[0]
            if (-not $row) { return Skip-Fact 'the shipment registered is not found yet' }
            New-Finding (-not (Get-MissingField $row $it.Shipment)) (Format-FieldKind $row)
        }
    }

    Fact "$section.6" guess 'delete of a shipment returns true' '00000, data true' -With $kind {
        Use-OwnShipment $it.Name {
            $answer = Send-Request "$($it.Root)/track/delete" @(, (Get-ShipmentReference $it.Name $args[0]))
            New-Finding ((Test-Success $answer) -and $answer.Data -ne $false) "$(Format-Response $answer), data: $(Get-FieldKind $answer Data)"
        }
    }
}

Fact 5.2 guess 'air accepts customerEmail' 'accepted' { Skip-Fact 'would cost 100 credits to learn little' }
Fact 4.3 guess 'the format of eventTimeUTC' 'yyyy-MM-dd HH:mm:ss, or ISO with Z' { Skip-Fact 'needs a shipment with events; see the output of Get-Track123OceanTracking' }
