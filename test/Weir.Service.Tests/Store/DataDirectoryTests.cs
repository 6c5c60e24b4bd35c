using Weir.Service.Store;
using Xunit;

namespace Weir.Service.Tests.Store;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("weir-data-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Only_one_may_have_it_open()
    {
        using (DataDirectory.Open(root))
        {
            var refused = Assert.Throws<DataDirectoryException>(() => DataDirectory.Open(root));
            Assert.Equal($"The data directory {root} is in use by another Weir.", refused.Message);
        }

        DataDirectory.Open(root).Dispose();
    }

    [Fact]
    public void A_newer_format_is_refused_in_one_line()
    {
        File.WriteAllText(Path.Combine(root, "format"), "2\n");
        var refused = Assert.Throws<DataDirectoryException>(() => DataDirectory.Open(root));
        Assert.Equal(
            $"The data directory {root} was written by a newer Weir (format 2; this one knows 1).", refused.Message);
    }

    [Fact]
    public void A_format_that_is_no_number_is_refused()
    {
        File.WriteAllText(Path.Combine(root, "format"), "tape\n");
        Assert.Throws<DataDirectoryException>(() => DataDirectory.Open(root));
    }

    [Fact]
    public void What_cannot_be_written_is_refused_in_one_line()
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, "");
        var refused = Assert.Throws<DataDirectoryException>(() => DataDirectory.Open(Path.Combine(file, "below")));
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void Secrets_are_for_their_owner_only_and_made_once()
    {
        using var directory = DataDirectory.Open(root);
        var key = directory.ReadOrMakeMasterKey(32);

        Assert.Equal(key, directory.ReadOrMakeMasterKey(32));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(root, "master.key")));
        DataDirectory.WritePrivateJson(directory.CredentialsFile, new { secret = "s" });
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.CredentialsFile));
    }
}
