namespace Weir.Engine.Functions;

/// <summary>
/// How literal values are boxed between binder, functions and plans: BOOLEAN bool; integers long; DECIMAL Int128
/// (unscaled); FLOAT and DOUBLE double; text string; bytes byte[]; DATE int (days); TIME int (ms); TIMESTAMP and
/// TIMESTAMP_LTZ long (us); INTERVAL of months int; INTERVAL of seconds long (ms); NULL null.
/// </summary>
public static class Literals
{
    /// <summary>Whether two literal values are the same.</summary>
    public static bool AreEqual(object? a, object? b) =>
        a is byte[] x && b is byte[] y ? x.AsSpan().SequenceEqual(y) : Equals(a, b);
}
