using System.Security.Cryptography;

namespace Weir.Service.Accounts;

/// <summary>Random texts that nobody can guess. Letters and digits only, so that they survive every shell and
/// URL.</summary>
internal static class Secrets
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    public static string Text(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>An access key id as the clouds make them: 20 capitals and digits.</summary>
    public static string AccessKey() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 20);

    /// <summary>32 lower-case hex digits: ids of accounts, projects, users and of jobs at a runtime.</summary>
    public static string HexId() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
