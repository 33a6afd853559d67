using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ModelDsl.Generator.Declaration;

namespace ModelDsl.Generator.Usage;

/// <summary>
/// Follows shapes through ordinary code that uses models, and reports calls that are certain to fail. It skips methods that neither create nor
/// call a model.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. UsageDescriptors.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Sizes are checked in generated code too, because that error must not be suppressed. Shapes are followed only in the user's code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypesByMetadataName(WellKnownNames.ModelAttribute).IsEmpty)
                return;

            start.RegisterOperationAction(SizeChecker.Check, OperationKind.ObjectCreation);
            var models = new ConcurrentDictionary<INamedTypeSymbol, KnownModel?>(SymbolEqualityComparer.Default);
            start.RegisterOperationBlockAction(block => Analyze(
                block, type => models.GetOrAdd(type, candidate => KnownModel.Read(candidate, block.Compilation, block.CancellationToken))));
        });
    }

    private static void Analyze(OperationBlockAnalysisContext block, Func<INamedTypeSymbol, KnownModel?> models)
    {
        if (block.IsGeneratedCode)
            return;
        foreach (var body in block.OperationBlocks)
        {
            if (!body.DescendantsAndSelf().Any(UsesModel))
                continue;

            var locals = new Locals(body);
            if (!locals.CanBeFollowed)
                continue;
            var flow = new ShapeFlow(models, locals, block.OwningSymbol);
            foreach (var call in body.DescendantsAndSelf().OfType<IInvocationOperation>())
            {
                block.CancellationToken.ThrowIfCancellationRequested();
                CallChecker.Check(call, flow, block.ReportDiagnostic);
            }

            foreach (var result in body.DescendantsAndSelf().OfType<IReturnOperation>())
                ScopeChecker.Check(result, flow, locals, block.ReportDiagnostic);
        }

        bool UsesModel(IOperation operation) => operation switch
        {
            IInvocationOperation { Instance.Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } => models(type) is not null,
            IObjectCreationOperation { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } => models(type) is not null,
            _ => false,
        };
    }
}
