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

    Fact "$section.1" client "the list of carriers is at $($kind.Root)/carrier/list" '00000, an array with carrierCode' -With $kind {
        $answer = Ask "$($it.Root)/carrier/list"
        Seen ((Works $answer) -and [bool]@($answer.Data)[0].carrierCode) "$(Tell $answer), $(@($answer.Data).Count) carriers"
    }

    Fact "$section.1" client "some Java code says $($kind.Root)/courier/list" 'unknown' -With $kind {
        $answer = Ask "$($it.Root)/courier/list"
        Seen ($answer.Kind -eq 'EndpointNotFound') (Tell $answer)
    }

    Fact "$section.1" guess 'the names are carrierNameCN, carrierNameEN and carrierHomePage' 'these, and for air a prefix under a name that is not known' -With $kind {
        $first = @((Ask "$($it.Root)/carrier/list").Data)[0]
        Seen (-not (Missing $first carrierCode, carrierNameCN, carrierNameEN, carrierHomePage)) (Fields $first)
    }

    Fact "$section.1" client "v1 has the list too" '00000' -With $kind {
        $answer = Ask "$($it.Old)/carrier/list"
        Seen (Works $answer) (Tell $answer)
    }

    Fact "$section.3" client 'query takes an array; accepted is one too' 'an array or null in accepted, the number in rejected' -With $kind {
        $answer = Ask "$($it.Root)/track/query" @(, $it.Item)
        $accepted = KindOf $answer.Data accepted
        Seen ((Works $answer) -and $accepted -in 'array', 'null' -and @(Rows rejected $answer).Count -eq 1) "$(Tell $answer), accepted: $accepted, $(@(Rows rejected $answer).Count) rejected"
    }

    Fact "$section.3" client "a rejected shipment is {$($kind.Rejected -join ', ')}" 'these' -With $kind {
        $row = @(Rows rejected (Ask "$($it.Root)/track/query" @(, $it.Item)))[0]
        if (-not $row) { return Unseen 'nothing was rejected' }
        Seen (-not (Missing $row $it.Rejected)) (Fields $row)
    }

    Fact "$section.3" guess 'query takes 100 at most' '101 are refused' -With $kind {
        TooMany "$($it.Root)/track/query" @(1..101 | ForEach-Object { $it.Item })
    }

    Fact "$section.4" guess 'update-carrier takes {carrierCode, details}' 'the path is known, the fields are not complained of' -With $kind {
        $carrier = @((Ask "$($it.Root)/carrier/list").Data)[0].carrierCode
        Unregistered "$($it.Root)/track/update-carrier" @{ carrierCode = "$carrier"; details = @(, $it.Item) }
    }

    Fact "$section.5" client 'refresh takes one object' 'the path is known, the fields are not complained of' -With $kind {
        Unregistered "$($it.Root)/track/refresh" $it.Item
    }

    Fact "$section.6" guess 'delete takes an array' 'the path is known, the fields are not complained of' -With $kind {
        Unregistered "$($it.Root)/track/delete" @(, $it.Item)
    }

    Fact "$section.2" client 'register echoes the number and the carrier' 'accepted, with trackingNo and carrierCode' -With $kind {
        Shipped $it.Name { Seen (-not (Missing $args[0] trackingNo, carrierCode)) (Fields $args[0]) }
    }

    Fact "$section.2" client 'a number registered again is rejected' "'has been imported'" -With $kind {
        Shipped $it.Name {
            $answer = Ask "$($it.Root)/track/import" @(, $live[$it.Name]) -Name again
            $row = @(Rows rejected $answer)[0]
            Seen ($row.error.msg -like '*has been imported*') (Refusal $answer)
        }
    }

    Fact "$section.5" guess 'refresh answers success and actualRefreshTime' 'these two names' -With $kind {
        Shipped $it.Name {
            $answer = Ask "$($it.Root)/track/refresh" (ShipmentName $it.Name $args[0])
            Seen ((Works $answer) -and -not (Missing $answer.Data success, actualRefreshTime)) "$(Tell $answer), $(Fields $answer.Data)"
        }
    }

    Fact "$section.3" client 'a shipment and its events' ($kind.Shipment -join ', ') -With $kind {
        Shipped $it.Name {
            $row = @(Rows accepted (Ask "$($it.Root)/track/query" @(, (ShipmentName $it.Name $args[0]))))[0]
            if (-not $row) { return Unseen 'the shipment registered is not found yet' }
            Seen (-not (Missing $row $it.Shipment)) (Fields $row)
        }
    }

    Fact "$section.6" guess 'delete of a shipment answers true' '00000, data true' -With $kind {
        Shipped $it.Name {
            $answer = Ask "$($it.Root)/track/delete" @(, (ShipmentName $it.Name $args[0]))
            Seen ((Works $answer) -and $answer.Data -ne $false) "$(Tell $answer), data: $(KindOf $answer Data)"
        }
    }
}

Fact 5.2 guess 'air takes customerEmail' 'taken' { Unseen 'would cost 100 credits to learn little' }
Fact 4.3 guess 'the format of eventTimeUTC' 'yyyy-MM-dd HH:mm:ss, or ISO with Z' { Unseen 'needs a shipment with events; see what Get-Track123OceanTracking gives' }
