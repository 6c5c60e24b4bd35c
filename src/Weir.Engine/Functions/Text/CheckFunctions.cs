using System.Text;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Text;

/// <summary>IS_ALPHA, IS_DIGIT, IS_DECIMAL (FALSE for NULL and for what is no text), TYPEOF, PARSE_URL.</summary>
internal static class CheckFunctions
{
    private static readonly Signature _any = new(Parameter.Any);
    private static readonly Signature _typeOf = new(Parameter.Any, Parameter.Boolean) { Optional = 1 };
    private static readonly Signature _url = new(Parameter.Text, Parameter.Text, Parameter.Text) { Optional = 1 };

    private delegate bool Check(ReadOnlySpan<byte> text);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        Is("IS_ALPHA", text => AllRunes(text, Rune.IsLetter)),
        Is("IS_DIGIT", text => AllRunes(text, Rune.IsDigit)),
        Is("IS_DECIMAL", text => !text.IsEmpty && FloatText.TryParse(text, out _)),
        new("TYPEOF", a => _typeOf.Resolve("TYPEOF", a, _ => SqlType.String.NotNull()),
            (t, _, a) => new LiteralKernel(a[0].Type.ToString(), t)),
        Declare.NullableRows("PARSE_URL", _url, SqlType.String, new UrlParser().Part),
    ];

    private static ScalarFunction Is(string name, Check check) => new(name,
        a => _any.Resolve(name, a, _ => SqlType.Boolean.NotNull()),
        (t, k, _) => k[0].Type.IsString
            ? new RowKernel(t, k, (in RowCall call) => call.Return(!call.IsNull(0) && check(call.Bytes(0))))
            {
                SeesNulls = true,
            }
            : new LiteralKernel(false, t));

    private static bool AllRunes(ReadOnlySpan<byte> text, Func<Rune, bool> check)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            if (!check(Utf8Text.Next(ref text)))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>PARSE_URL(url, part [, key]) as java.net.URL takes urls apart; only the protocols that it knows.</summary>
internal sealed class UrlParser
{
    private static readonly string[] _protocols = ["http", "https", "ftp", "file", "jar", "mailto"];

    public void Part(in RowCall call)
    {
        var url = Encoding.UTF8.GetString(call.Bytes(0)).Trim();
        var part = Encoding.UTF8.GetString(call.Bytes(1));
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var protocol = colon > 0 ? url[..colon].ToLowerInvariant() : "";
        if (!_protocols.Contains(protocol) || (call.Count > 2 && part != "QUERY"))
        {
            call.ReturnNull();
            return;
        }

        var found = PartOf(url[(colon + 1)..], protocol, part);
        if (found is not null && call.Count > 2)
        {
            found = ValueOf(found, Encoding.UTF8.GetString(call.Bytes(2)));
        }

        if (found is null)
        {
            call.ReturnNull();
        }
        else
        {
            call.Return(Encoding.UTF8.GetBytes(found));
        }
    }

    private static string? PartOf(string rest, string protocol, string part)
    {
        rest = Cut(rest, '#', out var reference);
        var authority = "";
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.IndexOfAny(['/', '?'], 2);
            authority = end < 0 ? rest[2..] : rest[2..end];
            rest = end < 0 ? "" : rest[end..];
        }

        var path = Cut(rest, '?', out var query);
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var port = host.LastIndexOf(':');
        return part switch
        {
            "PROTOCOL" => protocol,
            "AUTHORITY" => authority,
            "USERINFO" => authority.Contains('@', StringComparison.Ordinal) ? authority[..authority.LastIndexOf('@')] : null,
            "HOST" => port > host.LastIndexOf(']') ? host[..port] : host,
            "PATH" => path,
            "QUERY" => query,
            "FILE" => rest,
            "REF" => reference,
            _ => null,
        };
    }

    private static string Cut(string text, char mark, out string? behind)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        behind = at < 0 ? null : text[(at + 1)..];
        return at < 0 ? text : text[..at];
    }

    private static string? ValueOf(string query, string key)
    {
        foreach (var pair in query.Split('&'))
        {
            var name = Cut(pair, '=', out var value);
            if (name == key && value is not null)
            {
                return value;
            }
        }

        return null;
    }
}
