namespace Track123.Client.Tests;

/// <summary>Checks every documented path with its versions and its method.</summary>
public sealed class SandboxEndpointTests
{
    [Theory]
    [InlineData("tk/v2.1/track/import", "tk/v2/track/import")]
    [InlineData("tk/v2.1/track/query", "tk/v2/track/query")]
    [InlineData("tk/v2.1/track/update-courier", null)]
    [InlineData("tk/v2.1/track/refresh", null)]
    [InlineData("tk/v2.1/track/refresh-batch", null)]
    [InlineData("tk/v2.1/track/update", null)]
    [InlineData("tk/v2.1/track/update-batch", null)]
    [InlineData("tk/v2.1/track/delete", null)]
    [InlineData("tk/v2.1/track/query-realtime", null)]
    [InlineData("tk/v2.1/courier/list", "tk/v2/courier/list", true)]
    [InlineData("tk/v2.1/courier/detection", null)]
    [InlineData("tk/v2.1/ocean/carrier/list", "tk/v1/ocean/carrier/list", true)]
    [InlineData("tk/v2.1/ocean/track/import", "tk/v1/ocean/track/import")]
    [InlineData("tk/v2.1/ocean/track/query", "tk/v1/ocean/track/query")]
    [InlineData("tk/v2.1/ocean/track/update-carrier", "tk/v1/ocean/track/update-carrier")]
    [InlineData("tk/v2.1/ocean/track/refresh", "tk/v1/ocean/track/refresh")]
    [InlineData("tk/v2.1/ocean/track/delete", "tk/v1/ocean/track/delete")]
    [InlineData("tk/v2.1/aviation/carrier/list", "tk/v1/aviation/carrier/list", true)]
    [InlineData("tk/v2.1/aviation/track/import", "tk/v1/aviation/track/import")]
    [InlineData("tk/v2.1/aviation/track/query", "tk/v1/aviation/track/query")]
    [InlineData("tk/v2.1/aviation/track/update-carrier", "tk/v1/aviation/track/update-carrier")]
    [InlineData("tk/v2.1/aviation/track/refresh", "tk/v1/aviation/track/refresh")]
    [InlineData("tk/v2.1/aviation/track/delete", "tk/v1/aviation/track/delete")]
    public async Task Path_exists_and_requires_its_method_and_JSON(string path, string? old, bool isGet = false)
    {
        using var caller = new SandboxCaller();
        foreach (var each in old is null ? [path] : new[] { path, old })
        {
            var got = await caller.GetAsync(each);
            var posted = await caller.PostAsync(each, isGet ? "{}" : "{");
            Assert.Equal(isGet ? (200, "00000") : (400, "A0400"), (got.Status, got.Code));
            Assert.Equal((400, "A0400"), (posted.Status, posted.Code));
            if (!isGet)
            {
                Assert.Equal("A0410", (await caller.PostAsync(each, "")).Code);
            }
        }
    }

    [Theory]
    [InlineData("tk/v2.1/ocean/courier/list")]
    [InlineData("tk/v2.1/air/carrier/list")]
    [InlineData("tk/v2/ocean/track/import")]
    [InlineData("tk/v2/track/delete")]
    [InlineData("tk/v1/courier/list")]
    public async Task Undocumented_path_does_not_exist(string path)
    {
        using var caller = new SandboxCaller();
        Assert.Equal((403, null, "404"), (await caller.PostAsync(path, "{}")).Outcome);
    }
}
