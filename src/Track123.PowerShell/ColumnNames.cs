using System.Globalization;
using System.Text;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>
/// Common column names of exported files by parameter, in addition to the names and aliases of the parameters. Only
/// unambiguous names are listed: a wrong column is worse than an unused one.
/// </summary>
internal static class ColumnNames
{
    /// <summary>The names, by parameter. Their spelling does not matter; see <see cref="Normalize"/>.</summary>
    public static IReadOnlyDictionary<string, string[]> ByParameter { get; } =
        new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
        {
            ["TrackingNumber"] =
            [
                "Tracking Numbers", "Parcel Tracking Number", "Package Tracking Number", "Shipment Tracking Number",
                "Carrier Tracking Number", "Parcel No", "Waybill No",

                // Shopify, in exports of the Matrixify app.
                "Fulfillment Tracking Number",

                // German, Dutch, French, Spanish.
                "Sendungsnummer", "Sendungsnr", "Sendungsverfolgungsnummer", "Trackingnummer", "Trackingnr",
                "Paketnummer", "Paketnr", "Paketscheinnummer", "Paketscheinnr", "Frachtbriefnummer",
                "Zendingsnummer", "Zendingnummer", "Track & Trace", "Track and Trace", "Track & Trace Code",
                "Track & Trace Nummer",
                "Numéro de suivi", "N° de suivi", "No de suivi", "Numéro de colis", "N° de colis",
                "Número de seguimiento", "Nº de seguimiento", "N° de seguimiento", "Código de seguimiento",
                "Número de rastreo", "Número de guía",
            ],
            ["CarrierCode"] =
            [
                "Carrier Name", "Courier Name", "Carrier Slug", "Courier Slug", "Shipping Carrier", "Shipment Carrier",
                "Tracking Carrier",

                // AfterShip; Shopify, also in exports of the Matrixify app; WooCommerce.
                "Slug", "Tracking Company", "Fulfillment Tracking Company", "Tracking Provider", "Shipping Provider",
                "Versanddienstleister", "Paketdienst", "Paketdienstleister", "Vervoerder", "Transporteur",
                "Transportista",
            ],
            ["OrderNumber"] =
            [
                "Order Numbers", "Order Name", "Sales Order Number", "Amazon Order ID",
                "Auftragsnummer", "Auftragsnr", "Bestellnummer", "Bestellnr", "Bestelnummer", "Bestelnr",
                "Ordernummer", "Ordernr", "Numéro de commande", "N° de commande", "No de commande", "N° commande",
                "Número de pedido", "Nº de pedido", "N° de pedido", "Nº pedido",
            ],
            ["Country"] =
            [
                "Country ISO", "Country ISO2", "Country ISO3", "Destination Country Code", "Destination Country ISO3",
                "Tracking Destination Country", "Ship To Country Code", "Shipping Country Code", "Recipient Country",
                "Recipient Country Code", "Receiver Country", "Receiver Country Code", "Delivery Country",
                "Delivery Country Code", "Country (Shipping)", "Country Code (Shipping)", "Ship Country",
                "Land", "Lieferland", "Zielland", "Empfängerland", "Länderkürzel", "Ländercode", "Landcode", "Pays",
                "Pays de destination", "Pays de livraison", "Code pays", "País", "País de destino", "Código de país",
            ],
            ["ShipTime"] =
            [
                // WooCommerce; ShipStation; AfterShip.
                "Date Shipped", "Shipment Date", "Date Shipped Date", "Tracking Ship Date", "Dispatch Date",
                "Dispatched At",
                "Versanddatum", "Verzenddatum", "Date d'expédition", "Date d'envoi", "Fecha de envío",
            ],
            ["CustomerEmail"] =
            [
                "Recipient Email", "Receiver Email", "Buyer Email", "Ship To Email", "Shipping Email",
                "Email (Billing)",
                "E-Mail-Adresse", "Emailadres", "Adresse e-mail", "Correo electrónico",
            ],
            ["PostalCode"] =
            [
                // AfterShip.
                "Destination Postal Code", "Tracking Postal Code",
                "Destination Zip", "Destination Zip Code", "Destination Postcode", "Ship To Postal Code", "Ship To Zip",
                "Ship To Zip Code", "Ship To Postcode", "Shipping Postal Code", "Shipping Postcode",
                "Shipping Zip Code", "Recipient Postal Code", "Recipient Zip", "Recipient Zip Code",
                "Recipient Postcode", "Receiver Postal Code", "Receiver Zip", "Receiver Postcode",
                "Delivery Postal Code", "Delivery Postcode", "Delivery Zip", "Postcode (Shipping)",
                "Ship Postal Code",
                "PLZ", "Postleitzahl", "Liefer-PLZ", "Empfänger-PLZ", "Code postal", "Código postal",
            ],
            ["PhoneSuffix"] =
            [
                "Phone Number Suffix", "Phone Last 4", "Phone Last 4 Digits", "Last 4 Digits of Phone",
                "Last 4 Digits of Phone Number", "Recipient Phone", "Recipient Phone Number", "Receiver Phone",
                "Receiver Phone Number", "Ship To Phone", "Shipping Phone",
            ],
            ["Remark"] = ["Comments"],
            ["Custom1"] = ["Custom Field 1"],
            ["Custom2"] = ["Custom Field 2"],
        };

    /// <summary>
    /// The parameter that Shopify's "Name" column fills. In other tables, "Name" is a person or a file.
    /// </summary>
    public static (string Column, string Parameter, string[] Evidence) ShopifyName { get; } =
        ("Name", "OrderNumber", ["Tracking Company", "Fulfillment Tracking Company", "Fulfillment Status"]);

    /// <summary>
    /// Returns a column name in the form in which names are compared: in lower case, without accents, spaces of any
    /// kind, line breaks, invisible characters, hyphens, underscores, dots and the characters # * : ( ).
    /// </summary>
    public static string Normalize(string name)
    {
        var text = name.All(c => c < 128) || InputText.IsDamaged(name) ? name : name.Normalize(NormalizationForm.FormD);
        var normalized = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && "_.#*:()".IndexOf(c) < 0
                && char.GetUnicodeCategory(c) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format
                    or UnicodeCategory.NonSpacingMark))
            {
                normalized.Append(char.ToLowerInvariant(c));
            }
        }

        return normalized.ToString();
    }

    /// <summary>Splits a column name into words, also where a capital follows a small letter.</summary>
    public static IReadOnlyList<string> SplitWords(string name)
    {
        List<string> words = [];
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i == name.Length || !char.IsLetterOrDigit(name[i])
                || (char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
            {
                if (Normalize(name.Substring(start, i - start)) is { Length: > 0 } word)
                {
                    words.Add(word);
                }

                start = i;
            }
        }

        return words;
    }
}
