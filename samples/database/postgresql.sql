-- Tables for samples/database/Import-TrackingRecord.ps1, which runs this file if there is no table
-- track123_parcel. You can add columns and indexes. Times of the type timestamp are local, or in a time zone that the
-- service does not document.

-- The columns are those of ConvertTo-Track123Record. A parcel is identified by its number and carrier.
CREATE TABLE track123_parcel (
    tracking_number text NOT NULL,
    carrier_code text NOT NULL, -- Empty if unknown.
    carrier_name text,
    order_number text,
    transit_status text NOT NULL,
    transit_status_text text,
    transit_sub_status text,
    status_description text,
    is_final boolean NOT NULL,
    lookup_status text,
    lookup_status_text text,
    ship_from text,
    ship_to text,
    last_mile_tracking_number text,
    last_mile_carrier_code text,
    last_mile_carrier_name text,
    last_event_local_time timestamp,
    last_event_time_zone text,
    last_event_utc_time timestamptz,
    last_event_location text,
    last_event_description text,
    last_event_translation text,
    event_count integer NOT NULL,
    age_days integer,
    transit_days integer,
    stay_days integer,
    delivered_days integer,
    receipt_days integer,
    created_time timestamp,
    order_time timestamp,
    ship_time timestamp,
    receipt_time timestamp,
    delivered_time timestamp,
    last_tracking_time timestamp,
    next_update_time timestamp,
    expected_delivery text, -- Usually a date.
    window_start_local_time timestamp,
    window_end_local_time timestamp,
    window_time_zone text,
    window_start_utc_time timestamptz,
    window_end_utc_time timestamptz,
    shipment_type text,
    service_code text,
    pieces text,
    weight text,
    dimensions text,
    signed_by text,
    customer_email text,
    remark text,
    account text,
    tracking_link text,
    last_mile_tracking_link text,
    id text,
    retrieved_utc_time timestamptz NOT NULL,
    removed_utc_time timestamptz, -- Set if the parcel is not in the account any more, or has another carrier.
    PRIMARY KEY (tracking_number, carrier_code)
);

-- Every event that was ever loaded. event_key is computed from the parcel and all values that a carrier can change.
-- Therefore an event that is loaded again is the same row, and different events at the same time are different rows.
--
-- An event whose text, place or time zone has changed is a new row. The old row stays, with is_replaced = true. Such an
-- event is identified by its local time to the minute, as in Get-Track123TrackingChange. A row is replaced only if the
-- parcel's complete list of events was loaded, does not contain the row, and has as many events of that minute as are
-- known. All other events that the service no longer sends are kept.
CREATE TABLE track123_event_log (
    tracking_number text NOT NULL,
    carrier_code text NOT NULL, -- The parcel's carrier. Empty if unknown.
    order_number text,
    leg text NOT NULL, -- Main or LastMile.
    leg_carrier_code text,
    local_time timestamp,
    time_zone text,
    utc_time timestamptz,
    transit_status text,
    transit_sub_status text,
    status_description text,
    location text,
    description text,
    translation text,
    event_key text NOT NULL,
    account text,
    is_replaced boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tracking_number, carrier_code, event_key)
);

-- Each event once, with its latest text.
CREATE VIEW track123_event AS
SELECT
    tracking_number, carrier_code, order_number, leg, leg_carrier_code, local_time, time_zone, utc_time, transit_status,
    transit_sub_status, status_description, location, description, translation, event_key, account
FROM track123_event_log
WHERE NOT is_replaced;

-- Parcels that need attention.
CREATE VIEW track123_exception AS
SELECT
    tracking_number, carrier_code, carrier_name, order_number, ship_from, ship_to, transit_status, transit_sub_status,
    status_description, last_event_utc_time, last_event_location, last_event_description, customer_email, remark,
    tracking_link, account, retrieved_utc_time
FROM track123_parcel
WHERE transit_status IN ('Abnormal', 'DeliveryFailed', 'Expired') AND removed_utc_time IS NULL;
