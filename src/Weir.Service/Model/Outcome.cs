namespace Weir.Service.Model;

/// <summary>What an intention led to: a value, or the reason why it was refused. Never both, never neither.</summary>
internal readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    public bool Accepted => Refusal is null;

    /// <summary>The value of an accepted intention; asking a refused one for it is a bug of the caller.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"refused: {Refusal}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Makes one thing of both cases; this is how a dialect turns an outcome into its own answer.</summary>
    public TResult Match<TResult>(Func<T, TResult> accepted, Func<Refusal, TResult> refused) =>
        Refusal is null ? accepted(value!) : refused(Refusal);
}

/// <summary>The value of an intention that has nothing to tell but that it was accepted.</summary>
internal readonly record struct Done;
