using System.Collections.Immutable;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>One aggregate call; arguments and filter are columns of the input (a Calc below computes them).</summary>
/// <param name="Function">Upper-case name: COUNT, SUM, ...</param>
/// <param name="Arguments">Empty for COUNT(*).</param>
/// <param name="Filter">A BOOLEAN column, or -1.</param>
/// <param name="Identity">Canonical text of what it computes, traced back to source columns: names the state slot.</param>
internal sealed record AggregateCall(
    string Function, ImmutableArray<int> Arguments, bool Distinct, int Filter, SqlType Type, string Identity);
