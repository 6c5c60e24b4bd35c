namespace Weir.Service.Runtimes.Embedded;

/// <summary>What a run prints, one file of limited size and the one before it.</summary>
internal sealed class RunLog : IDisposable
{
    /// <summary>A print sink left running must not fill the disk.</summary>
    private const long MaxBytes = 16 << 20;

    private readonly string _path;
    private readonly Lock _writing = new();
    private StreamWriter? _writer;

    public RunLog(string directory)
    {
        Directory.CreateDirectory(directory);
        _path = Path.Combine(directory, "run.log");
        _writer = Open();
    }

    public void Line(string text)
    {
        lock (_writing)
        {
            if (_writer is null)
            {
                return;
            }

            if (_writer.BaseStream.Length > MaxBytes)
            {
                _writer.Dispose();
                File.Move(_path, _path + ".1", overwrite: true);
                _writer = Open();
            }

            _writer.WriteLine(text);
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    // Readers may look while the run goes on.
    private StreamWriter Open() =>
        new(new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
}
