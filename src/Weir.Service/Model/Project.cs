namespace Weir.Service.Model;

/// <summary>Tenant boundary. The id is 32 hex digits; the account is who owns it (a vendor's domain).</summary>
internal sealed record Project(string Id, string Name, string AccountId, DateTimeOffset CreatedAt)
{
    /// <summary>What the dialect that made it has to remember of it.</summary>
    public FieldBag Traits { get; init; } = FieldBag.Empty;
}

/// <summary>Capacity of one project, bound to a runtime. Null limit = as much as there is.</summary>
internal sealed record Queue(string ProjectId, string Name, string Runtime, double? LimitCus, DateTimeOffset CreatedAt)
{
    /// <summary>The queue every project has, meant when none is named.</summary>
    public const string Default = "default";
}

/// <summary>A place for objects of one project, under <c>DIR/objects/&lt;project&gt;/&lt;bucket&gt;</c>.</summary>
internal sealed record Bucket(string ProjectId, string Name, DateTimeOffset CreatedAt)
{
    /// <summary>The bucket every project has, meant when none is named.</summary>
    public const string Default = "weir";
}
