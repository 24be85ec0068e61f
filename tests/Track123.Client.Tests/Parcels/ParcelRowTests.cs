namespace Track123.Client.Tests.Parcels;

public sealed class ParcelRowTests
{
    [Fact]
    public void Input_object_is_neither_compared_nor_sent()
    {
        var row = new ParcelRow { TrackingNumber = "LB1", InputObject = new("Ada") };
        Assert.Equal(row, row with { InputObject = new("Bob") });
        Assert.Equal(row.GetHashCode(), (row with { InputObject = new("Bob") }).GetHashCode());
        Assert.NotEqual(row, row with { TrackingNumber = "LB2" });
        Assert.Equal("""{"trackNo":"LB1"}""", ParcelJson.ToNode(row).ToJsonString());
    }
}
