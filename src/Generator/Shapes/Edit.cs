namespace ModelDsl.Generator.Shapes;

/// <summary>One change of a declaration.</summary>
internal enum EditKind
{
    /// <summary>Sets an argument of an attribute.</summary>
    SetArgument,

    /// <summary>Removes an argument from an attribute.</summary>
    RemoveArgument,

    /// <summary>Inserts layers before an attribute.</summary>
    InsertLayers,

    /// <summary>Inserts layers after an attribute.</summary>
    AppendLayers,

    /// <summary>Removes an attribute.</summary>
    RemoveLayer,

    /// <summary>Replaces a layer by another with the same arguments.</summary>
    RenameLayer,

    /// <summary>Replaces a layer and its arguments by others.</summary>
    ReplaceLayer,

    /// <summary>Replaces a layer and its positional arguments. Named arguments are kept.</summary>
    RewriteLayer,

    /// <summary>Inserts an attribute before a parameter's type.</summary>
    AnnotateParameter,

    /// <summary>Inserts an attribute for the return value before a method.</summary>
    AnnotateResult,

    /// <summary>Changes a method's return type.</summary>
    SetReturnType,

    /// <summary>Rewrites a property below its attributes.</summary>
    RewriteProperty,

    /// <summary>Inserts a member into the class.</summary>
    InsertMember,

    /// <summary>Replaces the keyword that is the place's argument, or removes it.</summary>
    SetKeyword,

    /// <summary>Removes the parameters of a class.</summary>
    RemoveParameters,

    /// <summary>Removes the base class of a class.</summary>
    RemoveBase,

    /// <summary>Adds an interface to a class.</summary>
    AddInterface,

    /// <summary>Makes a method partial and removes its body.</summary>
    RemoveBody,

    /// <summary>Moves an attribute after the last layer.</summary>
    MoveLast,
}

/// <summary>A change at a place; the text is C# as written there.</summary>
internal sealed record Edit(EditKind Kind, Place Place, string Text)
{
    /// <summary>The text of its menu item.</summary>
    public string Title => Kind switch
    {
        EditKind.SetArgument when Place.Kind is PlaceKind.Parameter or PlaceKind.Return => $"Write {Text} in Shape",
        EditKind.SetArgument => $"Set {Place.Argument} to {Text}",
        EditKind.RemoveArgument or EditKind.RewriteLayer => $"Write {Text}",
        EditKind.InsertLayers or EditKind.AppendLayers => $"Add [{Text}]",
        EditKind.RemoveLayer => $"Remove [{Text}]",
        EditKind.ReplaceLayer => $"Write [{Text}]",
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
