using System.Collections.Concurrent;
using Weir.Engine.Columns;
using Weir.Engine.Files;
using Weir.Engine.Formats;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>
/// Writes files that nobody sees before they are committed. At a barrier all open files are set aside (Prepare) and brought
/// to the disk in the background (Flush); when the checkpoint is complete they are renamed (Commit), which may be repeated
/// after a crash. What an earlier run left unfinished is removed, by names of this sink only.
/// </summary>
internal sealed class FileWriter : SinkWriter
{
    // Partitions open at once; beyond it the oldest file is closed. Keeps file handles and buffers within bounds.
    private const int MaxOpenFiles = 128;

    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly RecordEncoder _encoder;
    private readonly SinkOptions _options;
    private readonly PartitionedBatches _partitions;
    private readonly SinkWriterContext _context;
    private readonly PartFiles _names;
    private readonly Dictionary<string, OpenFile> _open = [];
    private readonly List<PreparedFile> _closed = [];
    private readonly SortedDictionary<long, List<PreparedFile>> _prepared = [];

    // Set aside by Prepare, taken by the background thread.
    private readonly ConcurrentDictionary<long, Unflushed> _unflushed = [];
    private long _sequence;

    public FileWriter(
        string root,
        ConnectorContext connector,
        RecordEncoder encoder,
        Partitions partitions,
        SinkOptions options,
        SinkWriterContext context)
    {
        _root = root;
        _time = connector.Time;
        _encoder = encoder;
        _options = options;
        _partitions = new PartitionedBatches(connector.Table, partitions);
        _context = context;
        _names = new PartFiles(context.JobName, context.SinkId);
        OnDisk(() =>
        {
            Directory.CreateDirectory(_root);
            Recover();
        });
    }

    public override void Write(Batch batch)
    {
        try
        {
            if (!_partitions.Any)
            {
                Write("", batch);
                return;
            }

            foreach (var (directory, rows) in _partitions.Of(batch))
            {
                Write(directory, rows);
            }
        }
        catch (BadRecordException e)
        {
            throw new ConnectorException(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    public override byte[] Prepare(long checkpointId)
    {
        var ended = _open.Values.ToList();
        _open.Clear();
        foreach (var file in ended)
        {
            OnDisk(file.WriteOut);
            _closed.Add(file.Identity);
        }

        _prepared[checkpointId] = [.. _closed];
        _unflushed[checkpointId] = new Unflushed(ended, [.. _closed]);
        _closed.Clear();
        return PreparedFile.Save(_prepared[checkpointId]);
    }

    public override void Flush(long checkpointId)
    {
        if (_unflushed.TryRemove(checkpointId, out var unflushed))
        {
            // The names of the hidden files must be as durable as what is in them.
            OnDisk(() =>
            {
                unflushed.Ended.ForEach(static f => f.Finish());
                FlushFolders(unflushed.Prepared);
            });
        }
    }

    public override void Commit(long checkpointId)
    {
        foreach (var id in _prepared.Keys.Where(id => id <= checkpointId).ToList())
        {
            Flush(id);
            OnDisk(() => Publish(_prepared[id], isRepeated: false));
            _prepared.Remove(id);
        }
    }

    public override void Dispose()
    {
        foreach (var file in _open.Values)
        {
            file.Dispose();
        }

        foreach (var id in _unflushed.Keys)
        {
            if (_unflushed.TryRemove(id, out var unflushed))
            {
                unflushed.Ended.ForEach(static f => f.Dispose());
            }
        }
    }

    private void Write(string directory, Batch batch)
    {
        if (_open.TryGetValue(directory, out var file) && _time.GetElapsedTime(file.OpenedAt) >= _options.FileAge)
        {
            Close(directory);
            file = null;
        }

        file ??= Open(directory);
        var before = file.Bytes;
        file.Write(_encoder, batch);
        BytesWritten += file.Bytes - before;
        if (file.Bytes >= _options.FileBytes)
        {
            Close(directory);
        }
    }

    private OpenFile Open(string directory)
    {
        if (_open.Count == MaxOpenFiles)
        {
            Close(_open.MinBy(f => f.Value.OpenedAt).Key);
        }

        Directory.CreateDirectory(Path.Combine(_root, directory));
        var identity = new PreparedFile(directory, new PartId(_context.Epoch, _context.Subtask, _sequence++));
        return _open[directory] = new OpenFile(HiddenPath(identity), identity, _time.GetTimestamp());
    }

    private void Close(string directory)
    {
        _open.Remove(directory, out var file);
        file!.Finish();
        _closed.Add(file.Identity);
    }

    // When a commit is repeated, a file that is not there any more has been renamed before.
    private void Publish(IReadOnlyList<PreparedFile> files, bool isRepeated)
    {
        foreach (var file in files)
        {
            if (File.Exists(HiddenPath(file)))
            {
                File.Move(HiddenPath(file), VisiblePath(file), overwrite: true);
            }
            else if (!isRepeated)
            {
                throw new ConnectorException(
                    $"The file '{HiddenPath(file)}' has gone before it could be committed",
                    "Does another run of the job write the same table?");
            }
        }

        FlushFolders(files);
    }

    // Commits what the restored checkpoint prepared, then removes what no checkpoint knows. Other subtasks of this very
    // run may be writing already: their names carry this epoch and are left alone.
    private void Recover()
    {
        var saved = _context.Saved.SelectMany(PreparedFile.Load).ToList();
        if (_context.Subtask == 0)
        {
            Publish(saved, isRepeated: true);
        }

        var known = saved.ToHashSet();
        foreach (var file in Existing())
        {
            var mine = file.Identity.Id.Epoch == _context.Epoch && file.Identity.Id.Subtask == _context.Subtask;
            if (mine)
            {
                _sequence = Math.Max(_sequence, file.Identity.Id.Sequence + 1);
            }

            if (file.Hidden && !known.Contains(file.Identity) && (mine || IsAbandoned(file.Identity.Id)))
            {
                File.Delete(HiddenPath(file.Identity));
            }
        }

        foreach (var file in saved.Where(f => f.Id.Epoch == _context.Epoch && f.Id.Subtask == _context.Subtask))
        {
            _sequence = Math.Max(_sequence, file.Id.Sequence + 1);
        }
    }

    private bool IsAbandoned(PartId id) => _context.Subtask == 0
        && (id.Epoch < _context.Epoch || (id.Epoch == _context.Epoch && id.Subtask >= _context.Parallelism));

    // The files of this sink, in all partitions.
    private IEnumerable<(PreparedFile Identity, bool Hidden)> Existing()
    {
        var search = new EnumerationOptions
        {
            RecurseSubdirectories = _partitions.Any,
            AttributesToSkip = FileAttributes.ReparsePoint,
            MaxRecursionDepth = _partitions.Depth,
        };
        foreach (var path in Directory.EnumerateFiles(_root, "*", search))
        {
            if (_names.Parse(Path.GetFileName(path), out var hidden) is { } id)
            {
                var directory = Path.GetRelativePath(_root, Path.GetDirectoryName(path)!).Replace('\\', '/');
                yield return (new PreparedFile(directory == "." ? "" : directory, id), hidden);
            }
        }
    }

    private void FlushFolders(IEnumerable<PreparedFile> files)
    {
        foreach (var directory in files.SelectMany(f => Ancestors(f.Directory)).Distinct())
        {
            // A reader may have taken a whole partition away.
            var path = Path.Combine(_root, directory);
            if (Directory.Exists(path))
            {
                DurableFile.FlushFolder(path);
            }
        }
    }

    // The directory of a partition and those above it, down to the table's own.
    private static IEnumerable<string> Ancestors(string directory)
    {
        for (; directory.Length > 0; directory = directory[..Math.Max(0, directory.LastIndexOf('/'))])
        {
            yield return directory;
        }

        yield return "";
    }

    private string HiddenPath(PreparedFile file) => Path.Combine(_root, file.Directory, _names.Hidden(file.Id));

    private string VisiblePath(PreparedFile file) => Path.Combine(_root, file.Directory, _names.Visible(file.Id));

    /// <param name="Ended">Files still to be brought to the disk.</param>
    /// <param name="Prepared">All files of the checkpoint, also those that were full before it.</param>
    private sealed record Unflushed(List<OpenFile> Ended, List<PreparedFile> Prepared);

    private void OnDisk(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private ConnectorException Unwritable(Exception cause) =>
        new($"The files of '{_root}' cannot be written: {cause.Message}");
}
