using System.Text;
using System.Text.Json;
using System.Xml;

namespace Weir.Service.Apis.Foas;

/// <summary>A JSON answer as XML: members are elements, each item of a list is an element with the list's name.
/// </summary>
internal static class XmlText
{
    // Line ends within texts are written as references, or a reader would turn all of them into line feeds.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    public static ReadOnlyMemory<byte> Of(string root, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            Write(writer, root, document.RootElement);
        }

        return stream.ToArray();
    }

    private static void Write(XmlWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Write(writer, name, item);
            }

            return;
        }

        writer.WriteStartElement(name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                Write(writer, member.Name, member.Value);
            }
        }
        else
        {
            writer.WriteString(value.ValueKind == JsonValueKind.String ? Legal(value.GetString()!) : value.GetRawText());
        }

        writer.WriteEndElement();
    }

    /// <summary>The text with a question mark in a box for each character that XML has no way to write.</summary>
    private static string Legal(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!XmlConvert.IsXmlChar(text[i]) && !char.IsSurrogate(text[i]))
            {
                return string.Concat(text.Select(static c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));
            }
        }

        return text;
    }
}
