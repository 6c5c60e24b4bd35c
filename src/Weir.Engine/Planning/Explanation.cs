using System.Text;

namespace Weir.Engine.Planning;

/// <summary>A plan as text: a tree per root; a node that was written before is named by its number only.</summary>
internal static class Explanation
{
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        var seen = new HashSet<PlanNode>(ReferenceEqualityComparer.Instance);
        foreach (var root in plan.Roots)
        {
            Write(text, root, 0, seen);
        }

        return text.ToString().TrimEnd();
    }

    private static void Write(StringBuilder text, PlanNode node, int depth, HashSet<PlanNode> seen)
    {
        text.Append(' ', depth * 2).Append('#').Append(node.Id).Append(' ');
        if (!seen.Add(node))
        {
            text.AppendLine("(see above)");
            return;
        }

        text.Append(node.Title).Append(" [").Append(node.Mode.ToString().ToLowerInvariant()).AppendLine("]");
        foreach (var input in node.Inputs)
        {
            Write(text, input.Node, depth + 1, seen);
        }
    }
}
