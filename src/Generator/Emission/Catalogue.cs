using System.Text;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>The catalogue of an assembly.</summary>
/// <param name="Class">Its class, with <c>global::</c>.</param>
/// <param name="Properties">The names of its lists.</param>
internal sealed record Catalogue(string Class, EquatableArray<string> Properties)
{
    /// <summary>The catalogue of an assembly with these classes.</summary>
    public static Catalogue Of(string assembly, IReadOnlyList<CataloguedClass> classes) =>
        new(ClassName(assembly), new(Lists(classes).Select(list => list.Property)));

    /// <summary>The lists of an assembly's catalogue. Evaluators are optional: a library of models need not reference their assembly.</summary>
    public static IReadOnlyList<CatalogueList> Lists(IReadOnlyList<CataloguedClass> classes) => classes.Any(own => own.IsEvaluator)
        ? [CatalogueList.Models, CatalogueList.Datasets, CatalogueList.Evaluators]
        : [CatalogueList.Models, CatalogueList.Datasets];

    /// <summary>The catalogue's class in an assembly, with <c>global::</c>.</summary>
    public static string ClassName(string assembly) => $"global::{Namespace(assembly)}.ModelCatalogue";

    /// <summary>The namespace of the catalogue, unique for each assembly name.</summary>
    public static string Namespace(string assembly)
    {
        var name = new StringBuilder();
        foreach (var character in assembly)
        {
            if (char.IsLetterOrDigit(character) && character < 128)
                name.Append(character);
            else if (character == '.')
                name.Append('_');
            else
                name.Append("_u").Append(((int)character).ToString("X4", null)).Append('_');
        }

        return $"ModelDsl.Generated._{name}";
    }
}
