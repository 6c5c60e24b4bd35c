using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Text;

/// <summary>REGEXP, REGEXP_EXTRACT, REGEXP_REPLACE (Java's patterns) and [NOT] SIMILAR TO (SQL's).</summary>
internal static class RegexFunctions
{
    private static readonly Signature _two = new(Parameter.Text, Parameter.Text);
    private static readonly Signature _three = new(Parameter.Text, Parameter.Text, Parameter.Text);
    private static readonly Signature _extract = new(Parameter.Text, Parameter.Text, Parameter.Int) { Optional = 1 };
    private static readonly Signature _similar = new(Parameter.Text, Parameter.Text, Parameter.Text) { Optional = 1 };

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("REGEXP", a => _two.Resolve("REGEXP", a, _ => SqlType.Boolean.WithNullable(Declare.AnyNullable(a))),
            (t, k, _) => new RowKernel(t, k, new Matcher().IsMatch) { Fails = true }),
        new("REGEXP_EXTRACT", a => _extract.Resolve("REGEXP_EXTRACT", a, _ => SqlType.String),
            (t, k, _) => new RowKernel(t, k, new Matcher().Extract) { Fails = true }),
        new("REGEXP_REPLACE", a => _three.Resolve("REGEXP_REPLACE", a, _ => SqlType.String),
            (t, k, _) => new RowKernel(t, k, new Matcher().Replace) { Fails = true }),
        Similar("SIMILAR TO", false),
        Similar("NOT SIMILAR TO", true),
    ];

    private static ScalarFunction Similar(string name, bool negated) => new(name,
        a => _similar.Resolve(name, a, _ => SqlType.Boolean.WithNullable(Declare.AnyNullable(a))),
        (t, k, _) =>
        {
            var matcher = new Matcher();
            return new RowKernel(t, k, (in RowCall call) => matcher.IsSimilar(call, negated)) { Fails = true };
        });

    /// <summary>Compiles a pattern when it changes (once for a literal) and decodes texts into one buffer.</summary>
    private sealed class Matcher
    {
        private byte[]? _pattern;
        private byte[] _escape = [];
        private Regex? _regex;
        private string? _error;
        private char[] _chars = new char[256];

        // An empty pattern is found nowhere, though REGEXP_EXTRACT and REGEXP_REPLACE find it.
        public void IsMatch(in RowCall call)
        {
            Compile(call.Bytes(1));
            if (_regex is null || call.Bytes(1).IsEmpty)
            {
                call.Return(false);
                return;
            }

            try
            {
                call.Return(_regex.IsMatch(Decode(call.Bytes(0))));
            }
            catch (RegexMatchTimeoutException)
            {
                FailSlow(call);
            }
        }

        // NULL without a match, for a group that is not there or took no part, and for a pattern that is none.
        public void Extract(in RowCall call)
        {
            Compile(call.Bytes(1));
            var group = call.Count > 2 ? call.Int(2) : 0;
            if (_regex is null || group < 0)
            {
                call.ReturnNull();
                return;
            }

            try
            {
                if (group == 0)
                {
                    ExtractWhole(call);
                }
                else
                {
                    var found = _regex.Match(new string(Decode(call.Bytes(0)))).Groups[group];
                    Return(call, found.ValueSpan, found.Success);
                }
            }
            catch (RegexMatchTimeoutException)
            {
                FailSlow(call);
            }
        }

        // The replacement stands for itself: no $1.
        public void Replace(in RowCall call)
        {
            Compile(call.Bytes(1));
            if (_regex is null)
            {
                call.ReturnNull();
                return;
            }

            try
            {
                ReplaceAll(call, Decode(call.Bytes(0)));
            }
            catch (RegexMatchTimeoutException)
            {
                FailSlow(call);
            }
        }

        public void IsSimilar(in RowCall call, bool negated)
        {
            var escape = call.Count > 2 ? call.Bytes(2) : default;
            if (_pattern is null || !call.Bytes(1).SequenceEqual(_pattern) || !escape.SequenceEqual(_escape))
            {
                _pattern = call.Bytes(1).ToArray();
                _escape = escape.ToArray();
                (_regex, _error) = SimilarPattern.Compile(
                    Encoding.UTF8.GetString(_pattern), Encoding.UTF8.GetString(_escape));
            }

            if (_error is not null)
            {
                call.Fail(_error);
                return;
            }

            try
            {
                call.Return(_regex!.IsMatch(Decode(call.Bytes(0))) != negated);
            }
            catch (RegexMatchTimeoutException)
            {
                FailSlow(call);
            }
        }

        private static void FailSlow(in RowCall call) =>
            call.Fail("a regular expression took more than ten seconds on one text");

        private static void Return(in RowCall call, ReadOnlySpan<char> text, bool found)
        {
            if (!found)
            {
                call.ReturnNull();
                return;
            }

            var room = call.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
            call.Commit(Encoding.UTF8.GetBytes(text, room));
        }

        private void ExtractWhole(in RowCall call)
        {
            var text = Decode(call.Bytes(0));
            foreach (var match in _regex!.EnumerateMatches(text))
            {
                Return(call, text.Slice(match.Index, match.Length), true);
                return;
            }

            call.ReturnNull();
        }

        private void ReplaceAll(in RowCall call, ReadOnlySpan<char> text)
        {
            var by = call.Bytes(2);
            var result = new ArrayBufferWriter<byte>(call.Bytes(0).Length + by.Length);
            var from = 0;
            foreach (var match in _regex!.EnumerateMatches(text))
            {
                Encoding.UTF8.GetBytes(text[from..match.Index], result);
                result.Write(by);
                from = match.Index + match.Length;
                if (result.WrittenCount > TextLimits.MaxBytes)
                {
                    break;
                }
            }

            Encoding.UTF8.GetBytes(text[from..], result);
            if (TextLimits.Allow(call, result.WrittenCount))
            {
                call.Return(result.WrittenSpan);
            }
        }

        private void Compile(ReadOnlySpan<byte> pattern)
        {
            if (_pattern is null || !pattern.SequenceEqual(_pattern))
            {
                _pattern = pattern.ToArray();
                _regex = JavaRegex.TryCompile(Encoding.UTF8.GetString(pattern));
            }
        }

        private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> text)
        {
            if (_chars.Length < text.Length)
            {
                _chars = new char[Math.Max(text.Length, _chars.Length * 2)];
            }

            return _chars.AsSpan(0, Encoding.UTF8.GetChars(text, _chars));
        }
    }
}
