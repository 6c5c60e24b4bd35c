namespace Weir.Service.Apis.Foas;

/// <summary>One operation of the dialect: name, method and path. Without a handler it is one of the vendor's that is
/// not supported yet, and says so.</summary>
internal sealed class Operation(string name, string method, string path, Func<Call, Task<Reply>>? handler)
{
    private readonly string[] pieces = path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What stands in the answer's XML root: <c>{Name}Response</c>.</summary>
    public string Name => name;

    public Func<Call, Task<Reply>> Handler => handler
        ?? throw new FoasException(Errors.NotSupported($"The operation {name}"));

    /// <summary>The pieces of the path by name when the request is for this operation, else null. Upper and lower case
    /// count, as at the vendor's.</summary>
    /// <param name="asked">Pieces of the asked path, decoded one by one: a name may contain an encoded slash.</param>
    public IReadOnlyDictionary<string, string>? Match(string askedMethod, IReadOnlyList<string> asked)
    {
        if (askedMethod != method || asked.Count != pieces.Length)
        {
            return null;
        }

        var names = new Dictionary<string, string>();
        for (var i = 0; i < pieces.Length; i++)
        {
            if (pieces[i][0] == '{')
            {
                names[pieces[i][1..^1]] = asked[i];
            }
            else if (pieces[i] != asked[i])
            {
                return null;
            }
        }

        return names;
    }
}
