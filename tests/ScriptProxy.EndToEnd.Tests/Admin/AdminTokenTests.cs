using System.Runtime.Versioning;

namespace ScriptProxy.EndToEnd.Tests.Admin;

[UnsupportedOSPlatform("windows")]
public sealed class AdminTokenTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task One_is_made_at_start_for_the_owner_alone()
    {
        await using var admin = await AdminProxy.Start(global: "");
        var file = admin.Proxy.Folder.At("state/admin.token");

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(file));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(admin.Proxy.Folder.At("state")));
        Assert.Equal(200, (await admin.Post("/reload", (await File.ReadAllTextAsync(file)).Trim())).Status);
    }

    [Fact]
    public async Task One_that_others_could_read_is_replaced()
    {
        await using var admin = await AdminProxy.Start(global: "");
        var file = admin.Proxy.Folder.At("state/admin.token");
        var before = await File.ReadAllTextAsync(file);

        Assert.Empty(await admin.Proxy.Reload());
        Assert.Equal(before, await File.ReadAllTextAsync(file));

        File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.OtherRead);
        Assert.Empty(await admin.Proxy.Reload());

        Assert.NotEqual(before, await File.ReadAllTextAsync(file));
        Assert.Equal(401, (await admin.Post("/reload", before.Trim())).Status);
    }

    [Fact]
    public async Task A_link_that_was_planted_is_not_followed()
    {
        await using var admin = await AdminProxy.Start(global: "");
        var file = admin.Proxy.Folder.At("state/admin.token");
        var victim = admin.Proxy.Folder.Write("victim", "known");
        File.SetUnixFileMode(victim, OwnerOnly);
        File.Delete(file);
        File.CreateSymbolicLink(file, victim);

        Assert.Empty(await admin.Proxy.Reload());

        Assert.Equal("known", await File.ReadAllTextAsync(victim));
        Assert.Equal(401, (await admin.Post("/reload", "known")).Status);
        Assert.Null(new FileInfo(file).LinkTarget);
    }

    [Fact]
    public async Task Where_none_can_be_kept_there_is_a_warning_and_no_order_is_taken()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.Folder.Write("blocked", "a file, no folder");
        admin.Proxy.WriteToml(AdminProxy.Table(admin.Port, "state = \"blocked\""));

        var problem = Assert.Single(await admin.Proxy.Reload());

        Assert.Equal("SP4033", problem.Code);
        Assert.Contains(admin.Proxy.Folder.At("blocked/admin.token"), problem.Message);
        Assert.Equal("ok\n", await admin.Text("/healthz"));
        Assert.Equal(401, (await admin.Post("/reload")).Status);
    }

    [Fact]
    public async Task A_changed_admin_token_holds_from_the_reload_on()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.WriteToml(AdminProxy.Table(admin.Port, "admin_token = \"another\""));

        Assert.Equal(200, (await admin.Post("/reload")).Status);

        Assert.Equal(401, (await admin.Post("/reload")).Status);
        Assert.Equal(200, (await admin.Post("/reload", "another")).Status);
    }
}
