using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir.Service.Apis.Foas;

/// <summary>The parameters of a body, which is a form or a JSON object. A parameter that is absent is null; one that is
/// there and empty is the empty text: updates depend on the difference.</summary>
internal sealed class Fields
{
    /// <summary>Far more than any operation has; the longest is a list of a hundred periods with four texts
    /// each.</summary>
    private const int MostFields = 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> texts = [];

    public static Fields None { get; } = new();

    public static Fields Read(string? contentType, ReadOnlySequence<byte> body)
    {
        if (body.IsEmpty)
        {
            return None;
        }

        var fields = new Fields();
        var semicolon = contentType?.IndexOf(';') ?? -1;
        var type = (semicolon < 0 ? contentType ?? "" : contentType![..semicolon]).Trim().ToLowerInvariant();
        switch (type)
        {
            case "" or "application/x-www-form-urlencoded":
                fields.ReadForm(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
                return fields;
            case "application/json" or "text/json":
                fields.ReadJson(body);
                return fields;
            default:
                throw new FoasException(Errors.Format($"its type is {type}."));
        }
    }

    /// <summary>The text as it came; null = absent.</summary>
    public string? Text(string name) => texts.GetValueOrDefault(name);

    /// <summary>A text that must be there and not empty.</summary>
    public string Required(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw new FoasException(Errors.Missing(name));

    /// <summary>True or false in any case; null = absent or empty.</summary>
    public bool? Flag(string name) => Text(name) switch
    {
        null or "" => null,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw new FoasException(Errors.Invalid(name, "It must be true or false.")),
    };

    private void ReadForm(ReadOnlySpan<byte> form)
    {
        foreach (var range in form.Split((byte)'&'))
        {
            var field = form[range];
            if (field.IsEmpty)
            {
                continue;
            }

            var equals = field.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? field : field[..equals], "a name");
            Add(name, equals < 0 ? "" : Decode(field[(equals + 1)..], name));
        }
    }

    private static string Decode(ReadOnlySpan<byte> encoded, string what)
    {
        var octets = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            var length = 0;
            for (var i = 0; i < encoded.Length; i++)
            {
                if (encoded[i] == '%' && i + 2 < encoded.Length && byte.TryParse(
                    encoded.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
                {
                    octets[length++] = octet;
                    i += 2;
                }
                else
                {
                    octets[length++] = encoded[i] == '+' ? (byte)' ' : encoded[i];
                }
            }

            return Strict.GetString(octets, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw new FoasException(Errors.Format($"{what} is not UTF-8."));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(octets);
        }
    }

    /// <summary>Values are texts, numbers, booleans, or anything else, whose JSON then is the text. Null counts as
    /// absent.</summary>
    private void ReadJson(ReadOnlySequence<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FoasException(Errors.Format("the JSON is not an object."));
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null)
                {
                    Add(member.Name, member.Value.ValueKind switch
                    {
                        JsonValueKind.String => member.Value.GetString()!,
                        JsonValueKind.True => "true",
                        JsonValueKind.False => "false",
                        _ => member.Value.GetRawText(),
                    });
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FoasException(Errors.Format($"{error.Message.TrimEnd('.')}."));
        }
    }

    private void Add(string name, string text)
    {
        texts[name] = text;
        if (texts.Count > MostFields)
        {
            throw new FoasException(Errors.Format($"it has more than {MostFields} parameters."));
        }
    }
}
