using System.Globalization;
using System.Security.Cryptography;

namespace Weir.Service.Accounts;

/// <summary>Passwords are kept as <c>pbkdf2-sha512$rounds$salt$hash</c> (base64).</summary>
internal static class Passwords
{
    /// <summary>OWASP's advice of 2023 for PBKDF2 with HMAC-SHA512.</summary>
    private const int Rounds = 210_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const string Scheme = "pbkdf2-sha512";

    /// <summary>What an unknown user's password is compared with, so that the answer takes as long as a known
    /// one's.</summary>
    public static readonly string OfNobody = Hash(Secrets.Text(24));

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    public static bool Verify(string password, string stored)
    {
        var parts = stored.Split('$');
        if (parts.Length != 4 || parts[0] != Scheme)
        {
            return false;
        }

        var expected = Convert.FromBase64String(parts[3]);
        var actual = Rfc2898DeriveBytes.Pbkdf2(
            password,
            Convert.FromBase64String(parts[2]),
            int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture),
            HashAlgorithmName.SHA512,
            expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
