namespace ModelDsl.Generator.Declaration;

/// <summary>The names of the runtime and of TorchSharp that declarations use.</summary>
internal static class WellKnownNames
{
    public const string Namespace = "ModelDsl";
    public const string ModelAttribute = Namespace + ".ModelAttribute";
    public const string LayerAttribute = Namespace + ".LayerAttribute";
    public const string BlockAttribute = Namespace + ".BlockAttribute";
    public const string ObjectiveAttribute = Namespace + ".ObjectiveAttribute";
    public const string TrainsAttribute = Namespace + ".TrainsAttribute";
    public const string LinkAttribute = Namespace + ".LinkAttribute";
    public const string OutputRangeAttribute = Namespace + ".OutputRangeAttribute";
    public const string RangeAttribute = "System.ComponentModel.DataAnnotations.RangeAttribute";
    public const string DeniedValuesAttribute = "System.ComponentModel.DataAnnotations.DeniedValuesAttribute";
    public const string EditorBrowsableAttribute = "System.ComponentModel.EditorBrowsableAttribute";
    public const string FlagsAttribute = "System.FlagsAttribute";
    public const string SpaceAttribute = Namespace + ".SpaceAttribute";
    public const string ShapeAttribute = Namespace + ".ShapeAttribute";
    public const string SizeAttribute = Namespace + ".SizeAttribute";
    public const string InitializeAttribute = Namespace + ".InitializeAttribute";
    public const string CatalogueAttribute = Namespace + ".ModelCatalogueAttribute";
    public const string CataloguedAttribute = Namespace + ".CataloguedAttribute";
    public const string Dataset = Namespace + ".Data.IDataset";
    public const string Evaluator = Namespace + ".Evaluation.IEvaluator";
    public const string ModelInterface = Namespace + ".IModel";
    public const string Gaussian = Namespace + ".Gaussian";
    public const string Tensor = "TorchSharp.torch.Tensor";
    public const string Module = "TorchSharp.torch.nn.Module";
    public const string ModuleInterface = "TorchSharp.torch.nn.IModule";
    public const string Parameter = "TorchSharp.Modules.Parameter";
}
