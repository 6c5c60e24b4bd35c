namespace Weir.Engine.State;

/// <summary>Keyed state: a map from key to a slot, a slot being one fixed-width row in a page.</summary>
public sealed partial class SlotTable
{
}
