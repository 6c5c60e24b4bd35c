using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Text;

/// <summary><c>[NOT] LIKE</c> (text, pattern [, escape]).</summary>
internal static class LikeFunctions
{
    private static readonly Signature _like = new(Parameter.Text, Parameter.Text, Parameter.Text) { Optional = 1 };

    public static IEnumerable<ScalarFunction> All { get; } = [Like("LIKE", false), Like("NOT LIKE", true)];

    private static ScalarFunction Like(string name, bool negated) => new(name,
        a => _like.Resolve(name, a, _ => SqlType.Boolean.WithNullable(Declare.AnyNullable(a))),
        (type, k, _) => new RowKernel(type, k, new LikeMatcher(negated).Match) { Fails = true });

    // A pattern is compiled when it changes: once for a literal.
    private sealed class LikeMatcher(bool negated)
    {
        private byte[] _pattern = [];
        private byte[] _escape = [];
        private LikePattern? _compiled;

        public void Match(in RowCall call)
        {
            var pattern = call.Bytes(1);
            var escape = call.Count > 2 ? call.Bytes(2) : default;
            if (_compiled is null || !pattern.SequenceEqual(_pattern) || !escape.SequenceEqual(_escape))
            {
                try
                {
                    _compiled = new LikePattern(pattern, escape);
                }
                catch (FormatException e)
                {
                    call.Fail(e.Message);
                    return;
                }

                _pattern = pattern.ToArray();
                _escape = escape.ToArray();
            }

            call.Return(_compiled.Matches(call.Bytes(0)) != negated);
        }
    }
}
