namespace ModelDsl.Training;

/// <summary>The algorithm of the optimizers. Each parameter group has its own optimizer.</summary>
public enum OptimizerKind
{
    /// <summary>Adam, Kingma and Ba 2015, with β₂ 0.999 and ε 10⁻⁸. Weight decay is an L2 penalty, which is added to the gradients.</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay, Loshchilov and Hutter 2019.</summary>
    AdamW,

    /// <summary>Stochastic gradient descent, with momentum if it is set.</summary>
    Sgd,

    /// <summary>RMSProp, Tieleman and Hinton 2012, with decay 0.99 and ε 10⁻⁸, and with momentum if it is set.</summary>
    RmsProp,
}
