using System.Globalization;

namespace Track123.Client.Tests.Validation;

public sealed class CountryTableTests
{
    [Theory]
    [InlineData("DE", "de", "DEU", "deu", "Germany", " GERMANY ", "Federal Republic of Germany")]
    [InlineData("US", "USA", "U.S.A.", "U.S.", "United States", "The United States of America")]
    [InlineData("GB", "GBR", "UK", "U.K.", "United Kingdom", "Great Britain", "England")]
    [InlineData("KR", "KOR", "South Korea", "Korea, Republic of", "Korea (South)", "Republic of Korea")]
    [InlineData("KP", "North Korea", "Korea (the Democratic People's Republic of)")]
    [InlineData("CZ", "CZE", "Czechia", "Czech Republic")]
    [InlineData("VN", "VNM", "Viet Nam", "Vietnam")]
    [InlineData("BA", "Bosnia & Herzegovina", "Bosnia and Herzegovina", "Bosnia-Herzegovina")]
    [InlineData("CI", "Côte d'Ivoire", "Côte d\u2019Ivoire", "Cote d'Ivoire", "Co\u0302te d'Ivoire", "Ivory Coast")]
    [InlineData("TR", "Türkiye", "Turkiye", "Turkey")]
    [InlineData("CD", "Congo (the Democratic Republic of the)", "DR Congo")]
    [InlineData("CG", "Congo", "Republic of the Congo")]
    [InlineData("LC", "St. Lucia", "Saint Lucia")]
    [InlineData("TW", "Taiwan", "Taiwan, Province of China")]
    [InlineData("XK", "Kosovo")]
    public void Country_is_found_by_code_and_name(string code, params string[] texts) =>
        Assert.All([code, .. texts], text => Assert.Equal(code, CountryTable.FindCode(text)));

    [Theory]
    [InlineData("Gremany", "Germany")]
    [InlineData("Untied States", "United States")]
    [InlineData("Netherland", "Netherlands")]
    [InlineData("Swtzerland", "Switzerland")]
    [InlineData("Kyrgizstan", "Kyrgyzstan")]
    [InlineData("Atlantis", null)]
    [InlineData("XX", null)]
    [InlineData("ZZZ", null)]
    [InlineData("N/A", null)]
    [InlineData("276", null)]
    [InlineData("\ud83c", null)]
    public void Unknown_country_has_the_nearest_name_as_suggestion(string text, string? suggestion)
    {
        Assert.Null(CountryTable.FindCode(text));
        Assert.Equal(suggestion, CountryTable.FindNearestName(text));
    }

    /// <summary>.NET's data are from another source than the table.</summary>
    [Fact]
    public void Table_has_all_countries_of_NET()
    {
        string[] withoutOfficialCode = ["AC", "CP", "CQ", "DG", "EA", "IC", "TA", "XK"];
        var regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Where(c => c.Name.Length > 0)
            .Select(c => new RegionInfo(c.Name))
            .Where(r => char.IsLetter(r.TwoLetterISORegionName[0]) && !withoutOfficialCode.Contains(r.TwoLetterISORegionName))
            .DistinctBy(r => r.TwoLetterISORegionName)
            .ToList();
        Assert.True(regions.Count > 200, $"{regions.Count} regions");
        Assert.All(regions, region =>
        {
            Assert.Equal(region.TwoLetterISORegionName, CountryTable.FindCode(region.TwoLetterISORegionName));
            Assert.Equal(region.TwoLetterISORegionName, CountryTable.FindCode(region.ThreeLetterISORegionName));
        });
    }
}
