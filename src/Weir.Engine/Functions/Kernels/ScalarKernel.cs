using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>A kernel over the values of other kernels; it can fail, and is costly, when one of them is.</summary>
internal abstract class ScalarKernel : Kernel
{
    private readonly bool _inputFails;

    protected ScalarKernel(SqlType type, params ReadOnlySpan<Kernel> inputs)
        : base(type)
    {
        Inputs = inputs.ToArray();
        _inputFails = Inputs.Any(k => k.CanFail);
        IsCostly = Inputs.Any(k => k is ScalarKernel { IsCostly: true });
    }

    public sealed override bool CanFail => _inputFails || FailsItself;

    /// <summary>True when a row costs so much more than a comparison that it pays to leave rows out.</summary>
    public bool IsCostly { get; protected init; }

    protected Kernel[] Inputs { get; }

    /// <summary>True when this kernel itself can report a failure, whatever its inputs do.</summary>
    protected virtual bool FailsItself => false;

    /// <summary>Whether to evaluate a kernel only where its value is needed.</summary>
    public static bool ShouldNarrow(Kernel kernel) => kernel.CanFail || kernel is ScalarKernel { IsCostly: true };
}
