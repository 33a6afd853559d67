namespace ModelDsl.Evaluation;

/// <summary>The verdict on a claim.</summary>
internal enum Verdict
{
    /// <summary>The interval of the paired differences is on the claim's side of 0.</summary>
    Holds,

    /// <summary>The interval is on the other side.</summary>
    DoesNotHold,

    /// <summary>The interval contains 0, or there are too few seeds.</summary>
    NotResolved,
}
