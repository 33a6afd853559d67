using System.Collections;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ModelDsl.Build.Tests.Support;

/// <summary>An item with the path of the file that declares it, like those of MSBuild.</summary>
internal sealed class DeclaredItem(string file, string name, params (string Name, string Value)[] metadata) : ITaskItem
{
    private readonly TaskItem _item = new(name, metadata.ToDictionary(m => m.Name, m => m.Value));

    public string GetMetadata(string metadataName) =>
        metadataName == "DefiningProjectFullPath" ? file : _item.GetMetadata(metadataName);

    public string ItemSpec { get => _item.ItemSpec; set => _item.ItemSpec = value; }
    public ICollection MetadataNames => _item.MetadataNames;
    public int MetadataCount => _item.MetadataCount;
    public IDictionary CloneCustomMetadata() => _item.CloneCustomMetadata();
    public void CopyMetadataTo(ITaskItem destinationItem) => _item.CopyMetadataTo(destinationItem);
    public void RemoveMetadata(string metadataName) => _item.RemoveMetadata(metadataName);
    public void SetMetadata(string metadataName, string metadataValue) => _item.SetMetadata(metadataName, metadataValue);
}
