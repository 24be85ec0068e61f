namespace Track123.Client.Tests.Parcels;

public sealed class LookupTests
{
    [Theory]
    [InlineData("ups", "")]
    [InlineData("", "ups")]
    public async Task Record_of_another_carrier_is_returned_only_to_the_row_without_carrier(string first, string second)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            """{"accepted":{"content":[{"id":"1","trackNo":"N1","localLogisticsInfo":{"courierCode":"fedex"}}]},"rejected":[]}"""));
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Lookup, new Log(), default);
        var found = await service.Drive(run, new[] { first, second }.Select((c, i) => new ParcelRow { Row = i + 1, TrackingNumber = "N1", CarrierCode = c }));
        var (ups, any) = first.Length > 0 ? (found[0], found[1]) : (found[1], found[0]);
        Assert.Equal("fedex", Assert.Single(any.Records).CarrierCode);
        Assert.Empty(ups.Records);
        Assert.Equal(Track123ErrorKind.TrackingNotRegistered, ups.Error?.Kind);
    }
}
