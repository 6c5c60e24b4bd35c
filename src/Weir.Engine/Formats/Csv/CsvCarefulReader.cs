namespace Weir.Engine.Formats.Csv;

internal enum CsvRecordState
{
    Complete,

    /// <summary>The input ends before the record does.</summary>
    Incomplete,

    /// <summary>A comment.</summary>
    Skipped,
    Bad,
}

/// <summary>Reads one record byte by byte where it must: quotes, escapes, comments, every kind of line end.</summary>
internal sealed class CsvCarefulReader(CsvOptions options)
{
    private readonly byte[] _stops = options.Escape is { } escape
        ? [options.Delimiter, (byte)'\n', (byte)'\r', escape]
        : [options.Delimiter, (byte)'\n', (byte)'\r'];

    private readonly byte[] _quotedStops =
        options.Quote is { } quote ? options.Escape is { } e ? [quote, e] : [quote] : [];

    private byte[] _input = [];
    private int _end;
    private bool _last;
    private int _at;

    /// <summary>Fields of the record.</summary>
    public int Count { get; private set; }

    public int[] Starts { get; private set; } = new int[16];

    /// <summary>Complemented when the text has quotes or escapes inside.</summary>
    public int[] Ends { get; private set; } = new int[16];

    /// <summary>End of the record without its line end.</summary>
    public int TextEnd { get; private set; }

    /// <summary>Where the next record begins.</summary>
    public int Next { get; private set; }

    public string Problem { get; private set; } = "";

    public CsvRecordState Read(byte[] input, int start, int end, bool last)
    {
        _input = input;
        _end = end;
        _last = last;
        _at = start;
        Count = 0;
        if (options.AllowComments && FirstVisible(start) == '#')
        {
            return ReadComment();
        }

        while (true)
        {
            var state = _at < end && input[_at] == options.Quote ? ReadQuoted() : ReadPlain();
            if (state is { } done)
            {
                return done;
            }
        }
    }

    private byte FirstVisible(int start)
    {
        while (start < _end - 1 && _input[start] == ' ')
        {
            start++;
        }

        return _input[start];
    }

    private CsvRecordState ReadComment()
    {
        var found = _input.AsSpan(_at, _end - _at).IndexOfAny((byte)'\n', (byte)'\r');
        if (found < 0)
        {
            Next = _end;
            return _last ? CsvRecordState.Skipped : CsvRecordState.Incomplete;
        }

        return EndLine(_at + found) ?? CsvRecordState.Incomplete;
    }

    // Null: a delimiter ended the field, the next one follows.
    private CsvRecordState? ReadPlain()
    {
        var start = _at;
        var escaped = false;
        while (true)
        {
            var found = _input.AsSpan(_at, _end - _at).IndexOfAny(_stops);
            if (found < 0)
            {
                _at = _end;
                return EndOfInput(start, _end, escaped);
            }

            _at += found;
            if (_input[_at] != options.Escape)
            {
                Add(start, _at, escaped);
                return EndField();
            }

            escaped = true;
            _at += 2;
            if (_at > _end)
            {
                _at = _end;
                return Bad("the input ends with an escape character");
            }
        }
    }

    private CsvRecordState? ReadQuoted()
    {
        var start = ++_at;
        var escaped = false;
        while (true)
        {
            var found = _input.AsSpan(_at, _end - _at).IndexOfAny(_quotedStops);
            if (found < 0)
            {
                return Unclosed(start);
            }

            _at += found;
            if (_input[_at] == options.Quote)
            {
                if (_at + 1 == _end && !_last)
                {
                    return CsvRecordState.Incomplete;
                }

                if (_at + 1 == _end || _input[_at + 1] != options.Quote)
                {
                    Add(start, _at++, escaped);
                    return AfterQuote();
                }
            }

            escaped = true;
            _at += 2;
            if (_at > _end)
            {
                return Unclosed(start);
            }
        }
    }

    // Blanks may stand between the closing quote and the delimiter.
    private CsvRecordState? AfterQuote()
    {
        while (_at < _end && _input[_at] <= ' ' && _input[_at] != options.Delimiter
            && _input[_at] is not ((byte)'\n' or (byte)'\r'))
        {
            _at++;
        }

        if (_at == _end)
        {
            TextEnd = Next = _end;
            return _last ? CsvRecordState.Complete : CsvRecordState.Incomplete;
        }

        return _input[_at] == options.Delimiter || _input[_at] is (byte)'\n' or (byte)'\r'
            ? EndField()
            : Bad("text follows a closing quote");
    }

    private CsvRecordState? EndField()
    {
        if (_input[_at] == options.Delimiter)
        {
            _at++;
            return null;
        }

        return EndLine(_at) ?? CsvRecordState.Incomplete;
    }

    // A line end at that position; null when a newline may still follow a return.
    private CsvRecordState? EndLine(int at)
    {
        TextEnd = at;
        Next = at + 1;
        if (_input[at] == '\r')
        {
            if (Next == _end && !_last)
            {
                return null;
            }

            Next += Next < _end && _input[Next] == '\n' ? 1 : 0;
        }

        return Count > 0 ? CsvRecordState.Complete : CsvRecordState.Skipped;
    }

    private CsvRecordState EndOfInput(int start, int end, bool escaped)
    {
        if (!_last)
        {
            return CsvRecordState.Incomplete;
        }

        Add(start, end, escaped);
        TextEnd = Next = end;
        return CsvRecordState.Complete;
    }

    private CsvRecordState Unclosed(int start)
    {
        if (!_last)
        {
            return CsvRecordState.Incomplete;
        }

        _at = start;
        return Bad("a quote is not closed");
    }

    // The rest of the line is lost with the record.
    private CsvRecordState Bad(string problem)
    {
        var found = _input.AsSpan(_at, _end - _at).IndexOfAny((byte)'\n', (byte)'\r');
        if (found < 0 && !_last)
        {
            return CsvRecordState.Incomplete;
        }

        Problem = problem;
        TextEnd = Next = _end;
        if (found >= 0 && EndLine(_at + found) is null)
        {
            return CsvRecordState.Incomplete;
        }

        return CsvRecordState.Bad;
    }

    private void Add(int start, int end, bool escaped)
    {
        if (Count == Starts.Length)
        {
            Starts = Grown(Starts);
            Ends = Grown(Ends);
        }

        Starts[Count] = start;
        Ends[Count++] = escaped ? ~end : end;
    }

    private static int[] Grown(int[] old)
    {
        Array.Resize(ref old, old.Length * 2);
        return old;
    }
}
