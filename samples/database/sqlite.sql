-- Tables for samples/database/Import-TrackingRecord.ps1, which runs this file. You can add columns and indexes.
-- Times in UTC end with Z. Other times are local, or in a time zone that the service does not document.

-- The columns are those of ConvertTo-Track123Record. A parcel is identified by its number and carrier.
CREATE TABLE IF NOT EXISTS track123_parcel (
    tracking_number TEXT NOT NULL,
    carrier_code TEXT NOT NULL, -- Empty if unknown.
    carrier_name TEXT,
    order_number TEXT,
    transit_status TEXT NOT NULL,
    transit_status_text TEXT,
    transit_sub_status TEXT,
    status_description TEXT,
    is_final INTEGER NOT NULL, -- 0 or 1.
    lookup_status TEXT,
    lookup_status_text TEXT,
    ship_from TEXT,
    ship_to TEXT,
    last_mile_tracking_number TEXT,
    last_mile_carrier_code TEXT,
    last_mile_carrier_name TEXT,
    last_event_local_time TEXT,
    last_event_time_zone TEXT,
    last_event_utc_time TEXT,
    last_event_location TEXT,
    last_event_description TEXT,
    last_event_translation TEXT,
    event_count INTEGER NOT NULL,
    age_days INTEGER,
    transit_days INTEGER,
    stay_days INTEGER,
    delivered_days INTEGER,
    receipt_days INTEGER,
    created_time TEXT,
    order_time TEXT,
    ship_time TEXT,
    receipt_time TEXT,
    delivered_time TEXT,
    last_tracking_time TEXT,
    next_update_time TEXT,
    expected_delivery TEXT, -- Usually a date.
    window_start_local_time TEXT,
    window_end_local_time TEXT,
    window_time_zone TEXT,
    window_start_utc_time TEXT,
    window_end_utc_time TEXT,
    shipment_type TEXT,
    service_code TEXT,
    pieces TEXT,
    weight TEXT,
    dimensions TEXT,
    signed_by TEXT,
    customer_email TEXT,
    remark TEXT,
    account TEXT,
    tracking_link TEXT,
    last_mile_tracking_link TEXT,
    id TEXT,
    retrieved_utc_time TEXT NOT NULL,
    removed_utc_time TEXT, -- Set if the parcel is not in the account any more, or has another carrier.
    PRIMARY KEY (tracking_number, carrier_code)
);

-- Every event that was ever loaded. event_key is computed from the parcel and all values that a carrier can change.
-- Therefore an event that is loaded again is the same row, and different events at the same time are different rows.
--
-- An event whose text, place or time zone has changed is a new row. The old row stays, with is_replaced = 1. Such an
-- event is identified by its local time to the minute, as in Get-Track123TrackingChange. A row is replaced only if the
-- parcel's complete list of events was loaded, does not contain the row, and has as many events of that minute as are
-- known. All other events that the service no longer sends are kept.
CREATE TABLE IF NOT EXISTS track123_event_log (
    tracking_number TEXT NOT NULL,
    carrier_code TEXT NOT NULL, -- The parcel's carrier. Empty if unknown.
    order_number TEXT,
    leg TEXT NOT NULL, -- Main or LastMile.
    leg_carrier_code TEXT,
    local_time TEXT,
    time_zone TEXT,
    utc_time TEXT,
    transit_status TEXT,
    transit_sub_status TEXT,
    status_description TEXT,
    location TEXT,
    description TEXT,
    translation TEXT,
    event_key TEXT NOT NULL,
    account TEXT,
    is_replaced INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tracking_number, carrier_code, event_key)
);

-- Each event once, with its latest text.
CREATE VIEW IF NOT EXISTS track123_event AS
SELECT
    tracking_number, carrier_code, order_number, leg, leg_carrier_code, local_time, time_zone, utc_time, transit_status,
    transit_sub_status, status_description, location, description, translation, event_key, account
FROM track123_event_log
WHERE NOT is_replaced;

-- Parcels that need attention.
CREATE VIEW IF NOT EXISTS track123_exception AS
SELECT
    tracking_number, carrier_code, carrier_name, order_number, ship_from, ship_to, transit_status, transit_sub_status,
    status_description, last_event_utc_time, last_event_location, last_event_description, customer_email, remark,
    tracking_link, account, retrieved_utc_time
FROM track123_parcel
WHERE transit_status IN ('Abnormal', 'DeliveryFailed', 'Expired') AND removed_utc_time IS NULL;
