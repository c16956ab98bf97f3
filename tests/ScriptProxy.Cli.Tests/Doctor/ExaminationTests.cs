using System.Net;
using System.Runtime.Versioning;
using ScriptProxy.Cli.Doctor;
using ScriptProxy.Cli.Doctor.Examinations;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Tests.Doctor;

/// <summary>Each examination finds the fault it is for, and is content without it.</summary>
[SupportedOSPlatform("linux")]
public sealed class ExaminationTests : IDisposable
{
    private const string Site = "[site.main]\nupstream = \"echo:\"\n";

    private readonly Planted _planted = new();

    [Fact]
    public async Task An_admin_endpoint_that_does_not_answer_is_a_fault()
    {
        var finding = Assert.Single(
            await _planted.Examine(new AdminExamination(), Site, adminProblem: "no proxy answers"));

        Assert.Equal((Grade.Fault, "no proxy answers"), (finding.Grade, finding.Message));
    }

    [Fact]
    public async Task A_last_reload_that_was_refused_is_a_fault()
    {
        var running = Planted.Running(1, new ReloadStatus(default, false, ["proxy.toml(1,1): error"]));

        var findings = await _planted.Examine(new AdminExamination(), Site, running);

        Assert.Equal([Grade.Fine, Grade.Fault], findings.Select(finding => finding.Grade));
    }

    [Fact]
    public async Task Hosts_are_held_against_their_addresses()
    {
        _planted.Names["here.example.com"] = [IPAddress.Parse("192.0.2.1")];
        _planted.Names["there.example.com"] = [IPAddress.Parse("198.51.100.1")];

        var findings = await _planted.Examine(
            new DnsExamination(),
            "[site.main]\nhosts = [\"here.example.com\", \"there.example.com\", \"nowhere.example.com\", "
            + "\"*.example.org\"]\n");

        Assert.Equal([Grade.Fine, Grade.Warning, Grade.Fault], findings.Select(finding => finding.Grade));
        Assert.Contains("'there.example.com' points to 198.51.100.1", findings[1].Message);
        Assert.Contains("'nowhere.example.com' has no address", findings[2].Message);
    }

    [Theory]
    [InlineData("1024", nameof(Grade.Warning))]
    [InlineData("65536", nameof(Grade.Fine))]
    [InlineData("unlimited", nameof(Grade.Fine))]
    public async Task A_low_limit_of_file_descriptors_is_a_warning(string limit, string grade)
    {
        _planted.Folder.Write(
            "root/proc/7/limits",
            $"Limit   Soft   Hard   Units\nMax open files            1024                 {limit}      files\n");

        var finding = Assert.Single(await _planted.Examine(new DescriptorsExamination(), Site, Planted.Running(7)));

        Assert.Equal(grade, finding.Grade.ToString());
    }

    [Fact]
    public async Task Ufw_that_does_not_admit_a_port_is_a_fault()
    {
        _planted.Folder.Write("root/etc/ufw/ufw.conf", "ENABLED=yes\n");
        _planted.Folder.Write("root/etc/ufw/user.rules", "### tuple ### allow tcp 80 0.0.0.0/0 any 0.0.0.0/0 in\n");

        var findings = await _planted.Examine(
            new FirewallExamination(),
            "[listener.http]\naddress = \":80\"\n[listener.other]\naddress = \":8443\"\n" + Site);

        Assert.Equal([Grade.Fine, Grade.Fault], findings.Select(finding => finding.Grade));
        Assert.Equal("sudo ufw allow 8443/tcp", findings[1].Advice);
    }

    [Fact]
    public async Task Without_a_firewall_the_recipe_is_given()
    {
        var finding = Assert.Single(await _planted.Examine(
            new FirewallExamination(), "[listener.http]\naddress = \":80\"\n" + Site));

        Assert.Equal(Grade.Note, finding.Grade);
        Assert.StartsWith("sudo ufw allow 80/tcp; sudo ufw default deny incoming; sudo ufw enable", finding.Advice);
    }

    [Theory]
    [InlineData("proxy.toml")]
    [InlineData("site.csx")]
    [InlineData("plugins/Some.dll")]
    public async Task A_file_that_everyone_may_write_is_a_fault(string file)
    {
        _planted.Folder.Write("plugins/Some.dll", "");
        _planted.Folder.Write("site.csx", "");
        _planted.Folder.Write("proxy.toml", "");
        File.SetUnixFileMode(_planted.Folder.At(file), (UnixFileMode)0b110_110_110);

        var findings = await _planted.Examine(new FilesExamination(), "[site.main]\nscript = \"site.csx\"\n");

        Assert.Contains(findings, finding => finding.Grade == Grade.Fault
            && finding.Message.Contains(_planted.Folder.At(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_that_everyone_may_read_is_a_fault()
    {
        _planted.Folder.Write("state/admin.token", "secret");
        File.SetUnixFileMode(_planted.Folder.At("state/admin.token"), (UnixFileMode)0b110_100_100);

        var findings = await _planted.Examine(new FilesExamination(), Site);

        Assert.Contains(
            "may read the secret", Assert.Single(findings, finding => finding.Grade == Grade.Fault).Message);
    }

    [Fact]
    public async Task Mistakes_in_the_file_are_a_fault_that_check_explains()
    {
        var findings = await _planted.Examine(new FilesExamination(), Site + "nonsense = 1\n");

        Assert.Contains("proxy.toml has errors (1)", Assert.Single(findings).Message);
    }

    [Theory]
    [InlineData("0", nameof(Grade.Warning))]
    [InlineData("998", nameof(Grade.Fine))]
    public async Task A_proxy_that_runs_as_root_is_a_warning(string user, string grade)
    {
        _planted.Folder.Write("root/proc/7/status", $"Name:\tscriptproxy\nUid:\t{user}\t{user}\t{user}\t{user}\n");

        var finding = Assert.Single(await _planted.Examine(new PrivilegesExamination(), Site, Planted.Running(7)));

        Assert.Equal(grade, finding.Grade.ToString());
    }

    public void Dispose() => _planted.Dispose();
}
