namespace Track123.Validation;

/// <summary>The countries of ISO 3166-1 and their English names.</summary>
/// <remarks>
/// The names that .NET knows are not used: they depend on the machine's ICU library, and are missing in
/// globalization-invariant mode.
/// </remarks>
internal static class CountryTable
{
    // Each line has the alpha-2 code, the alpha-3 code, the name and its variants. Kosovo's codes are not official, but
    // widely used.
    private const string Table = """
        AD AND Andorra
        AE ARE United Arab Emirates|UAE
        AF AFG Afghanistan
        AG ATG Antigua and Barbuda|Antigua
        AI AIA Anguilla
        AL ALB Albania
        AM ARM Armenia
        AO AGO Angola
        AQ ATA Antarctica
        AR ARG Argentina
        AS ASM American Samoa
        AT AUT Austria
        AU AUS Australia
        AW ABW Aruba
        AX ALA Åland Islands|Aland Islands|Aland|Åland
        AZ AZE Azerbaijan
        BA BIH Bosnia and Herzegovina|Bosnia
        BB BRB Barbados
        BD BGD Bangladesh
        BE BEL Belgium
        BF BFA Burkina Faso
        BG BGR Bulgaria
        BH BHR Bahrain
        BI BDI Burundi
        BJ BEN Benin
        BL BLM Saint Barthélemy|Saint Barthelemy
        BM BMU Bermuda
        BN BRN Brunei Darussalam|Brunei
        BO BOL Bolivia|Bolivia, Plurinational State of|Plurinational State of Bolivia
        BQ BES Bonaire, Sint Eustatius and Saba|Bonaire|Sint Eustatius|Saba|Caribbean Netherlands
        BR BRA Brazil
        BS BHS Bahamas
        BT BTN Bhutan
        BV BVT Bouvet Island
        BW BWA Botswana
        BY BLR Belarus
        BZ BLZ Belize
        CA CAN Canada
        CC CCK Cocos (Keeling) Islands|Cocos Islands|Keeling Islands
        CD COD Congo, Democratic Republic of the|Democratic Republic of the Congo|DR Congo|DRC|Congo-Kinshasa
        CF CAF Central African Republic
        CG COG Congo|Republic of the Congo|Congo Republic|Congo-Brazzaville
        CH CHE Switzerland|Swiss Confederation
        CI CIV Côte d'Ivoire|Cote d'Ivoire|Ivory Coast
        CK COK Cook Islands
        CL CHL Chile
        CM CMR Cameroon
        CN CHN China|People's Republic of China|PRC|PR China|Mainland China|China Mainland
        CO COL Colombia
        CR CRI Costa Rica
        CU CUB Cuba
        CV CPV Cabo Verde|Cape Verde
        CW CUW Curaçao|Curacao
        CX CXR Christmas Island
        CY CYP Cyprus
        CZ CZE Czechia|Czech Republic
        DE DEU Germany|Federal Republic of Germany
        DJ DJI Djibouti
        DK DNK Denmark
        DM DMA Dominica
        DO DOM Dominican Republic
        DZ DZA Algeria
        EC ECU Ecuador
        EE EST Estonia
        EG EGY Egypt
        EH ESH Western Sahara
        ER ERI Eritrea
        ES ESP Spain|Canary Islands
        ET ETH Ethiopia
        FI FIN Finland
        FJ FJI Fiji
        FK FLK Falkland Islands (Malvinas)|Falkland Islands|Malvinas
        FM FSM Micronesia, Federated States of|Federated States of Micronesia|Micronesia
        FO FRO Faroe Islands|Faroes|Faeroe Islands
        FR FRA France
        GA GAB Gabon
        GB GBR United Kingdom|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland
        GD GRD Grenada
        GE GEO Georgia
        GF GUF French Guiana
        GG GGY Guernsey
        GH GHA Ghana
        GI GIB Gibraltar
        GL GRL Greenland
        GM GMB Gambia
        GN GIN Guinea
        GP GLP Guadeloupe
        GQ GNQ Equatorial Guinea
        GR GRC Greece|Hellenic Republic
        GS SGS South Georgia and the South Sandwich Islands|South Georgia
        GT GTM Guatemala
        GU GUM Guam
        GW GNB Guinea-Bissau
        GY GUY Guyana
        HK HKG Hong Kong|Hong Kong SAR|Hong Kong SAR China|Hong Kong China
        HM HMD Heard Island and McDonald Islands
        HN HND Honduras
        HR HRV Croatia
        HT HTI Haiti
        HU HUN Hungary
        ID IDN Indonesia
        IE IRL Ireland|Republic of Ireland|Eire
        IL ISR Israel
        IM IMN Isle of Man
        IN IND India
        IO IOT British Indian Ocean Territory
        IQ IRQ Iraq
        IR IRN Iran|Iran, Islamic Republic of|Islamic Republic of Iran
        IS ISL Iceland
        IT ITA Italy
        JE JEY Jersey
        JM JAM Jamaica
        JO JOR Jordan
        JP JPN Japan
        KE KEN Kenya
        KG KGZ Kyrgyzstan|Kyrgyz Republic
        KH KHM Cambodia
        KI KIR Kiribati
        KM COM Comoros
        KN KNA Saint Kitts and Nevis
        KP PRK North Korea|Korea, Democratic People's Republic of|Democratic People's Republic of Korea|DPRK
        KR KOR South Korea|Korea, Republic of|Republic of Korea|Korea Republic|Korea South
        KW KWT Kuwait
        KY CYM Cayman Islands
        KZ KAZ Kazakhstan
        LA LAO Laos|Lao People's Democratic Republic|Lao PDR|Lao
        LB LBN Lebanon
        LC LCA Saint Lucia
        LI LIE Liechtenstein
        LK LKA Sri Lanka
        LR LBR Liberia
        LS LSO Lesotho
        LT LTU Lithuania
        LU LUX Luxembourg
        LV LVA Latvia
        LY LBY Libya
        MA MAR Morocco
        MC MCO Monaco
        MD MDA Moldova|Moldova, Republic of|Republic of Moldova
        ME MNE Montenegro
        MF MAF Saint Martin (French part)|Saint Martin
        MG MDG Madagascar
        MH MHL Marshall Islands
        MK MKD North Macedonia|Macedonia|Republic of North Macedonia|Former Yugoslav Republic of Macedonia|FYROM
        ML MLI Mali
        MM MMR Myanmar|Burma|Myanmar (Burma)
        MN MNG Mongolia
        MO MAC Macao|Macau|Macao SAR|Macao SAR China|Macau SAR|Macau SAR China
        MP MNP Northern Mariana Islands
        MQ MTQ Martinique
        MR MRT Mauritania
        MS MSR Montserrat
        MT MLT Malta
        MU MUS Mauritius
        MV MDV Maldives
        MW MWI Malawi
        MX MEX Mexico
        MY MYS Malaysia
        MZ MOZ Mozambique
        NA NAM Namibia
        NC NCL New Caledonia
        NE NER Niger
        NF NFK Norfolk Island
        NG NGA Nigeria
        NI NIC Nicaragua
        NL NLD Netherlands|Holland
        NO NOR Norway
        NP NPL Nepal
        NR NRU Nauru
        NU NIU Niue
        NZ NZL New Zealand
        OM OMN Oman
        PA PAN Panama
        PE PER Peru
        PF PYF French Polynesia
        PG PNG Papua New Guinea
        PH PHL Philippines
        PK PAK Pakistan
        PL POL Poland
        PM SPM Saint Pierre and Miquelon
        PN PCN Pitcairn|Pitcairn Islands
        PR PRI Puerto Rico
        PS PSE Palestine, State of|State of Palestine|Palestine|Palestinian Territories|Palestinian Territory
        PT PRT Portugal
        PW PLW Palau
        PY PRY Paraguay
        QA QAT Qatar
        RE REU Réunion|Reunion|Reunion Island
        RO ROU Romania
        RS SRB Serbia
        RU RUS Russian Federation|Russia
        RW RWA Rwanda
        SA SAU Saudi Arabia
        SB SLB Solomon Islands
        SC SYC Seychelles
        SD SDN Sudan
        SE SWE Sweden
        SG SGP Singapore
        SH SHN Saint Helena, Ascension and Tristan da Cunha|Saint Helena|Ascension Island|Tristan da Cunha
        SI SVN Slovenia
        SJ SJM Svalbard and Jan Mayen|Svalbard|Jan Mayen
        SK SVK Slovakia|Slovak Republic
        SL SLE Sierra Leone
        SM SMR San Marino
        SN SEN Senegal
        SO SOM Somalia
        SR SUR Suriname
        SS SSD South Sudan
        ST STP Sao Tome and Principe|São Tomé and Príncipe
        SV SLV El Salvador
        SX SXM Sint Maarten (Dutch part)|Sint Maarten|St Maarten
        SY SYR Syria|Syrian Arab Republic
        SZ SWZ Eswatini|Swaziland
        TC TCA Turks and Caicos Islands|Turks and Caicos
        TD TCD Chad
        TF ATF French Southern Territories|French Southern and Antarctic Lands
        TG TGO Togo
        TH THA Thailand
        TJ TJK Tajikistan
        TK TKL Tokelau
        TL TLS Timor-Leste|East Timor
        TM TKM Turkmenistan
        TN TUN Tunisia
        TO TON Tonga
        TR TUR Türkiye|Turkey|Turkiye
        TT TTO Trinidad and Tobago|Trinidad
        TV TUV Tuvalu
        TW TWN Taiwan|Taiwan, Province of China|Province of China Taiwan|Taiwan China|Taiwan ROC
        TZ TZA Tanzania|Tanzania, United Republic of|United Republic of Tanzania
        UA UKR Ukraine
        UG UGA Uganda
        UM UMI United States Minor Outlying Islands|US Minor Outlying Islands|US Outlying Islands
        US USA United States|United States of America|USA|U.S.|America
        UY URY Uruguay
        UZ UZB Uzbekistan
        VA VAT Holy See (Vatican City State)|Vatican City|Vatican|Holy See|Vatican City State
        VC VCT Saint Vincent and the Grenadines|Saint Vincent
        VE VEN Venezuela|Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela
        VG VGB Virgin Islands, British|British Virgin Islands
        VI VIR Virgin Islands, U.S.|US Virgin Islands|United States Virgin Islands
        VN VNM Vietnam
        VU VUT Vanuatu
        WF WLF Wallis and Futuna
        WS WSM Samoa
        XK XKX Kosovo
        YE YEM Yemen
        YT MYT Mayotte
        ZA ZAF South Africa
        ZM ZMB Zambia
        ZW ZWE Zimbabwe
        """;

    private static readonly List<(string Code, string Name)> Listed = [];
    private static readonly Dictionary<string, string> Codes = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, (string Code, string Name)> Names = new(StringComparer.Ordinal);

    static CountryTable()
    {
        foreach (var line in Table.Split('\n'))
        {
            var (alpha2, alpha3) = (line.Substring(0, 2), line.Substring(3, 3));
            (Codes[alpha2], Codes[alpha3]) = (alpha2, alpha2);
            var names = line.Substring(7).TrimEnd().Split('|');
            Listed.Add((alpha2, names[0]));
            foreach (var name in names)
            {
                Names[ToKey(name)] = (alpha2, name);
            }
        }
    }

    /// <summary>All countries, by their alpha-2 codes.</summary>
    public static IReadOnlyList<(string Code, string Name)> All => Listed;

    /// <summary>
    /// Returns the alpha-2 code of a country that is specified by its alpha-2 code, alpha-3 code or English name. Case
    /// and punctuation are ignored. Returns null if the country is unknown.
    /// </summary>
    public static string? FindCode(string text) =>
        Codes.TryGetValue(text.Trim(), out var code) ? code
        : Names.TryGetValue(ToKey(text), out var country) ? country.Code
        : null;

    /// <summary>Returns the name that is nearest to a misspelled one; null if none is near.</summary>
    public static string? FindNearestName(string text) =>
        Spelling.FindNearest(ToKey(text), Names.Keys) is { } key ? Names[key].Name : null;

    // "Bosnia & Herzegovina", "Gambia (the)", "St. Lucia" and "U.S.A." have the same keys as the names in the table.
    private static string ToKey(string name)
    {
        var words = new string([.. name.Select(c => char.IsLetter(c) ? char.ToUpperInvariant(c) : ' ')])
            .Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(word => word is "THE" or "AND" ? "" : word == "ST" ? "SAINT" : word));
    }
}
