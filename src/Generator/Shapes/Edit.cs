namespace ModelDsl.Generator.Shapes;

/// <summary>One change of a declaration.</summary>
internal enum EditKind
{
    /// <summary>Gives an argument of an attribute another value, or its first.</summary>
    SetArgument,

    /// <summary>Takes an argument from an attribute.</summary>
    RemoveArgument,

    /// <summary>Puts layers before an attribute.</summary>
    InsertLayers,

    /// <summary>Puts layers behind an attribute.</summary>
    AppendLayers,

    /// <summary>Takes an attribute away.</summary>
    RemoveLayer,

    /// <summary>Makes an attribute another layer with the same arguments.</summary>
    RenameLayer,

    /// <summary>Puts an attribute before a parameter's type.</summary>
    AnnotateParameter,

    /// <summary>Puts an attribute for the result before a method.</summary>
    AnnotateResult,

    /// <summary>Gives a method another return type.</summary>
    SetReturnType,

    /// <summary>Writes a property anew, below its attributes.</summary>
    RewriteProperty,

    /// <summary>Puts a member into the class.</summary>
    InsertMember,

    /// <summary>Writes another keyword in a declaration's header in place of the place's argument, or none.</summary>
    SetKeyword,

    /// <summary>Takes the parameters from a class.</summary>
    RemoveParameters,

    /// <summary>Takes the base class from a class.</summary>
    RemoveBase,

    /// <summary>Adds an interface to a class.</summary>
    AddInterface,

    /// <summary>Makes a method partial, without its body.</summary>
    RemoveBody,

    /// <summary>Moves an attribute behind the last layer.</summary>
    MoveLast,
}

/// <summary>A change at a place; the text is C# as it is written there.</summary>
internal sealed record Edit(EditKind Kind, Place Place, string Text)
{
    /// <summary>What it does, for a menu.</summary>
    public string Title => Kind switch
    {
        EditKind.SetArgument when Place.Kind is PlaceKind.Parameter or PlaceKind.Return => $"Write {Text} in Shape",
        EditKind.SetArgument => $"Set {Place.Argument} to {Text}",
        EditKind.RemoveArgument => $"Write {Text}",
        EditKind.InsertLayers or EditKind.AppendLayers => $"Add [{Text}]",
        EditKind.RemoveLayer => $"Remove [{Text}]",
        EditKind.RenameLayer => $"Use {Text}",
        EditKind.SetReturnType => $"Return {Text}",
        EditKind.RewriteProperty => $"Write {Text}",
        EditKind.SetKeyword when Text.Length > 0 => $"Write {Text}",
        EditKind.SetKeyword => $"Remove {Place.Argument}",
        EditKind.RemoveParameters or EditKind.RemoveBase => $"Remove {Text}",
        EditKind.AddInterface => $"Implement {Text}",
        EditKind.RemoveBody => "Write partial and no body",
        EditKind.MoveLast => $"Make {Text} the last layer",
        _ => $"Add {Text}",
    };
}
