namespace ScriptProxy.GeoBlock.Tests.Databases;

/// <summary>A node of the search tree: an address's next bit chooses the branch.</summary>
internal sealed class TreeNode
{
    public TreeNode?[] Branches { get; } = new TreeNode?[2];

    /// <summary>Offset of the record in the data section; null for a node that is not a leaf.</summary>
    public int? Data { get; set; }
}
