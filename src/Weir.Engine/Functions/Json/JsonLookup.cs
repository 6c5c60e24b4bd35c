using System.Text;
using System.Text.Json;
using Weir.Engine.Functions.Kernels;

namespace Weir.Engine.Functions.Json;

/// <summary>What a path led to.</summary>
internal enum JsonOutcome
{
    Found,

    /// <summary>A JSON null: empty in lax mode, an error in strict mode, and nothing that exists in either.</summary>
    Null,

    /// <summary>Nothing, in lax mode (a broken document too).</summary>
    Empty,

    /// <summary>A broken document, a path that leads nowhere or is none, in strict mode.</summary>
    Error,
}

/// <summary>Finds a path in a document; compiles the path when it changes.</summary>
internal sealed class JsonLookup
{
    private byte[]? _pathText;
    private JsonPath? _path;

    public JsonSearch Search { get; } = new();

    public bool IsLax => _path is { IsLax: true };

    /// <summary>True when the path gives a list of values.</summary>
    public bool IsList => _path is { IsDefinite: false };

    public JsonOutcome Find(ReadOnlySpan<byte> document, ReadOnlySpan<byte> path)
    {
        if (_pathText is null || !path.SequenceEqual(_pathText))
        {
            _pathText = path.ToArray();
            _path = JsonPath.TryParse(Encoding.UTF8.GetString(path), out _);
        }

        if (_path is null)
        {
            return JsonOutcome.Error;
        }

        if (!Search.TryRead(document) || !Search.Find(_path, document))
        {
            return _path.IsLax ? JsonOutcome.Empty : JsonOutcome.Error;
        }

        return _path.IsDefinite && Search.Kind(Search.Found[0]) == JsonTokenType.Null
            ? JsonOutcome.Null
            : JsonOutcome.Found;
    }
}

/// <summary>What stands before ON EMPTY or ON ERROR.</summary>
/// <param name="DefaultAt">Which argument is the default; -1 for none.</param>
internal readonly record struct JsonBehaviour(string Word, int DefaultAt)
{
    public bool Fails => Word == "ERROR";

    /// <summary>Reads the word at a place; NULL when there is none.</summary>
    public static JsonBehaviour Read(IReadOnlyList<Argument> arguments, int at, out int next)
    {
        var word = Declare.LiteralText(arguments, at) ?? "NULL";
        next = word == "DEFAULT" ? at + 2 : at + 1;
        return new JsonBehaviour(word, word == "DEFAULT" ? at + 1 : -1);
    }

    public void Apply(in RowCall call, string what)
    {
        if (DefaultAt >= 0)
        {
            call.Result.CopyFrom(call.Row, call.Argument(DefaultAt), call.Row);
        }
        else if (Word == "ERROR")
        {
            call.Fail(what);
        }
        else if (Word is "EMPTYARRAY" or "EMPTYOBJECT")
        {
            call.Return(Word == "EMPTYARRAY" ? "[]"u8 : "{}"u8);
        }
        else
        {
            call.ReturnNull();
        }
    }
}
