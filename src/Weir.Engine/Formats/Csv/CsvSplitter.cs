using System.Text.Unicode;

namespace Weir.Engine.Formats.Csv;

/// <summary>
/// Splits input into records and fields. Plain text goes through the index of line ends and delimiters; records that
/// hold quotes, escapes, comments or lone carriage returns are read with care, one by one.
/// </summary>
internal sealed class CsvSplitter
{
    private readonly CsvIndex _index;
    private readonly CsvCarefulReader _careful;
    private readonly CsvStripe _stripe;
    private readonly int[] _wanted;
    private readonly int _fields;
    private readonly bool _ignoreErrors;
    private readonly bool _allowComments;
    private byte[] _input = [];
    private int _position;
    private int _end;
    private bool _last;

    // The window: where it ends (nothing indexed when it ends before the position), the next entries of its lists.
    private int _windowEnd;
    private int _nextField;
    private int _nextLine;

    /// <param name="fields">Fields of a complete record.</param>
    /// <param name="wanted">The fields to note, ascending.</param>
    public CsvSplitter(CsvOptions options, int fields, int[] wanted, CsvStripe stripe)
    {
        _fields = fields;
        _wanted = wanted;
        _stripe = stripe;
        _ignoreErrors = options.IgnoreParseErrors;
        _allowComments = options.AllowComments;
        _index = new CsvIndex(options.Delimiter, options.Quote, options.Escape);
        _careful = new CsvCarefulReader(options);
    }

    /// <summary>Number of the record read last; the caller keeps it across inputs.</summary>
    public long Records { get; set; }

    /// <summary>Records left out because they were broken.</summary>
    public long BadRecords { get; private set; }

    /// <summary>Up to where the input has been split.</summary>
    public int Position => _position;

    public void Start(byte[] input, int start, int end, bool last)
    {
        _input = input;
        _position = start;
        _end = end;
        _last = last;
        _windowEnd = start;
    }

    /// <summary>Fills the stripe with up to <paramref name="maxRows"/> records; none: no complete record is left.
    /// </summary>
    /// <exception cref="BadRecordException">A record has the wrong number of fields or a quote without end.</exception>
    public void Fill(int maxRows)
    {
        _stripe.Count = 0;
        var first = _position;
        while (_stripe.Count < maxRows && _position < _end)
        {
            if (_position >= _windowEnd)
            {
                OpenWindow();
            }

            var before = _position;
            if (_allowComments || _index.NeedsCare || _index.LineEndCount == 0)
            {
                TakeCarefully(maxRows);
            }
            else
            {
                TakePlain(maxRows);
            }

            if (_position == before)
            {
                break;
            }
        }

        _stripe.Dirty = !Utf8.IsValid(_input.AsSpan(first, _position - first));
    }

    private void OpenWindow()
    {
        _windowEnd = Math.Min(_position + CsvIndex.Window, _end);
        _index.Build(_input, _position, _windowEnd);
        _nextField = 0;
        _nextLine = 0;
    }

    // Records between the line ends of the window.
    private void TakePlain(int maxRows)
    {
        var lines = _index.LineEnds;
        while (_stripe.Count < maxRows && _nextLine < _index.LineEndCount)
        {
            var lineEnd = lines[_nextLine];
            var field = _nextField + _fields;

            // The record is complete when as many structural characters later the line ends.
            if (field < _index.AllCount && _index.All[field] == lineEnd)
            {
                TakeRegular(lineEnd);
                _nextField = field;
            }
            else
            {
                TakeIrregular(lineEnd);
            }

            _nextLine++;
            _position = lineEnd + 1;
        }

        if (_nextLine == _index.LineEndCount)
        {
            // What follows the last line end begins the next window.
            _windowEnd = _position;
        }
    }

    private void TakeRegular(int lineEnd)
    {
        var all = _index.All;
        var textEnd = lineEnd > 0 && _input[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        var row = Begin(_position, textEnd);
        for (var i = 0; i < _wanted.Length; i++)
        {
            var field = _nextField + _wanted[i];
            _stripe.Starts(i)[row] = all[field] + 1;
            _stripe.Ends(i)[row] = Math.Min(all[field + 1], textEnd);
        }
    }

    private void TakeIrregular(int lineEnd)
    {
        var first = _nextField;
        while (_index.All[++_nextField] != lineEnd)
        {
        }

        var count = _nextField - first;
        var textEnd = lineEnd > _position && _input[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        var lastIsEmpty = Math.Min(_index.All[first + count], textEnd) == _index.All[first + count - 1] + 1;
        if (!Accepts(count, lastIsEmpty, _position, textEnd))
        {
            return;
        }

        var row = Begin(_position, textEnd);
        for (var i = 0; i < _wanted.Length; i++)
        {
            var field = _wanted[i];
            _stripe.Starts(i)[row] = field < count ? _index.All[first + field] + 1 : CsvStripe.Missing;
            _stripe.Ends(i)[row] = field < count ? Math.Min(_index.All[first + field + 1], textEnd) : 0;
        }
    }

    private void TakeCarefully(int maxRows)
    {
        while (_stripe.Count < maxRows && _position < _windowEnd)
        {
            var start = _position;
            switch (_careful.Read(_input, start, _end, _last))
            {
                case CsvRecordState.Incomplete:
                    return;
                case CsvRecordState.Skipped:
                    break;
                case CsvRecordState.Bad:
                    Records++;
                    Refuse(_careful.Problem, start, _careful.TextEnd);
                    break;
                default:
                    Note(start);
                    break;
            }

            _position = _careful.Next;
        }
    }

    private void Note(int start)
    {
        var last = _careful.Count - 1;
        var lastIsEmpty = _careful.Starts[last] == _careful.Ends[last];
        if (!Accepts(_careful.Count, lastIsEmpty, start, _careful.TextEnd))
        {
            return;
        }

        var row = Begin(start, _careful.TextEnd);
        for (var i = 0; i < _wanted.Length; i++)
        {
            var field = _wanted[i];
            _stripe.Starts(i)[row] = field < _careful.Count ? _careful.Starts[field] : CsvStripe.Missing;
            _stripe.Ends(i)[row] = field < _careful.Count ? _careful.Ends[field] : 0;
        }
    }

    // Whether a record with so many fields is a row. An empty line counts as one empty field; a delimiter may end the line.
    private bool Accepts(int count, bool lastIsEmpty, int start, int textEnd)
    {
        if (count == _fields || (count < _fields && _ignoreErrors) || (count == _fields + 1 && lastIsEmpty))
        {
            return true;
        }

        Records++;
        Refuse($"it has {count} fields, the table has {_fields}", start, textEnd);
        return false;
    }

    private int Begin(int start, int textEnd)
    {
        var row = _stripe.Count++;
        _stripe.RecordStarts[row] = start;
        _stripe.RecordEnds[row] = textEnd;
        _stripe.Numbers[row] = ++Records;
        return row;
    }

    private void Refuse(string problem, int start, int textEnd)
    {
        if (!_ignoreErrors)
        {
            throw new BadRecordException(
                $"Record {Records} cannot be read: {problem}: {RecordText.Cut(_input.AsSpan(start, textEnd - start))}");
        }

        BadRecords++;
    }
}
