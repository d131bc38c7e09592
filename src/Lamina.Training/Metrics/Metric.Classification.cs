namespace Lamina.Training;

public abstract partial class Metric
{
    const int MostBins = 1 << 20;

    /// <summary>TP/(TP + FP): how many of those said to be of a class are of it, <c>precision</c>. 0 for a class that was never said.</summary>
    /// <param name="classes">The classes; yes or no by default.</param>
    /// <param name="average">The mean over classes; of yes or no the score of the yes.</param>
    /// <remarks>Equals scikit-learn's <c>precision_score</c> with <c>zero_division=0</c>; so do recall and F.</remarks>
    public static Metric Precision(Classes? classes = null, ClassAverage average = ClassAverage.Macro) => new ClassScoreMetric("precision", classes ?? Classes.Binary(), average);

    /// <summary>TP/(TP + FN): how many of a class were found, <c>recall</c>; also called sensitivity. 0 for a class without targets.</summary>
    /// <inheritdoc cref="Precision"/>
    public static Metric Recall(Classes? classes = null, ClassAverage average = ClassAverage.Macro) => new ClassScoreMetric("recall", classes ?? Classes.Binary(), average);

    /// <summary>TN/(TN + FP): how many of those not of a class were not said to be, <c>specificity</c>.</summary>
    /// <inheritdoc cref="Precision"/>
    public static Metric Specificity(Classes? classes = null, ClassAverage average = ClassAverage.Macro) => new ClassScoreMetric("specificity", classes ?? Classes.Binary(), average);

    /// <summary>(1 + β²)·P·R/(β²·P + R) of precision P and recall R: <c>f1</c>, <c>f0.5</c>.</summary>
    /// <param name="beta">How many times as much recall counts as precision; above 0.</param>
    /// <param name="classes">The classes; yes or no by default.</param>
    /// <param name="average">The mean over classes; of yes or no the score of the yes.</param>
    public static Metric FBeta(double beta, Classes? classes = null, ClassAverage average = ClassAverage.Macro)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        return new ClassScoreMetric("f_beta", classes ?? Classes.Binary(), average, beta);
    }

    /// <summary>2·P·R/(P + R) of precision P and recall R: <c>f1</c>.</summary>
    /// <inheritdoc cref="Precision"/>
    public static Metric F1(Classes? classes = null, ClassAverage average = ClassAverage.Macro) => FBeta(1, classes, average);

    /// <summary>TP/(TP + FP + FN): the Jaccard index of the true region and the predicted one, <c>intersection_over_union</c>. The macro mean over classes is mIoU.</summary>
    /// <inheritdoc cref="Precision"/>
    public static Metric IntersectionOverUnion(Classes? classes = null, ClassAverage average = ClassAverage.Macro) => new ClassScoreMetric("intersection_over_union", classes ?? Classes.Binary(), average);

    /// <summary>2·TP/(2·TP + FP + FN): the Dice coefficient of the true region and the predicted one, counted over all pictures, <c>dice</c>. Equals F1.</summary>
    /// <inheritdoc cref="Precision"/>
    public static Metric Dice(Classes? classes = null, ClassAverage average = ClassAverage.Macro) => new ClassScoreMetric("dice", classes ?? Classes.Binary(), average);

    /// <summary>How often each class was taken for each: [classes, classes], rows for the truth, columns for the decision; of labels [labels, 2, 2].</summary>
    /// <param name="classes">The classes; yes or no by default.</param>
    /// <remarks>Read it by hand as <c>state.Result</c>; in logs each cell has a name, <c>confusion_matrix_0_1</c>.</remarks>
    public static Metric ConfusionMatrix(Classes? classes = null) => new ConfusionMetric("confusion_matrix", classes ?? Classes.Binary());

    /// <summary>The mean of the recalls of all classes that have targets: <c>balanced_accuracy</c>.</summary>
    /// <param name="classes">The classes; yes or no by default.</param>
    public static Metric BalancedAccuracy(Classes? classes = null) => new ConfusionMetric("balanced_accuracy", classes ?? Classes.Binary());

    /// <summary>
    /// The correlation of truth and decision over all cells of the confusion matrix, from −1 to 1: <c>matthews_correlation</c>. 0 if either does not vary;
    /// of labels the mean.
    /// </summary>
    /// <param name="classes">The classes; yes or no by default.</param>
    /// <remarks>Source: J. Gorodkin, Comparing two K-category assignments by a K-category correlation coefficient, 2004.</remarks>
    public static Metric MatthewsCorrelation(Classes? classes = null) => new ConfusionMetric("matthews_correlation", classes ?? Classes.Binary());

    /// <summary>Agreement beyond chance, 1 − Σw·observed/Σw·expected: <c>cohen_kappa</c>. NaN if all is one class.</summary>
    /// <param name="classes">The classes; yes or no by default.</param>
    /// <param name="weights">How far apart classes are.</param>
    /// <remarks>Source: J. Cohen, A coefficient of agreement for nominal scales, 1960; Weighted kappa, 1968.</remarks>
    public static Metric CohenKappa(Classes? classes = null, KappaWeights weights = KappaWeights.None) => new ConfusionMetric("cohen_kappa", classes ?? Classes.Binary(), weights);

    /// <summary>The fraction of samples all of whose labels are right: <c>exact_match</c>, scikit-learn's accuracy of labels.</summary>
    /// <param name="labels">The labels.</param>
    public static Metric ExactMatch(Classes labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new ExactMatchMetric(labels);
    }

    /// <summary>
    /// Σ n_b/n·|hits_b − confidence_b| over bins of equal width (lower end open): <c>expected_calibration_error</c>. Of several classes the confidence is
    /// the highest probability, and a hit is that class; of yes or no and of labels it is the probability of the yes, and a hit is a yes.
    /// </summary>
    /// <param name="classes">The classes; yes or no by default.</param>
    /// <param name="bins">Number of bins, 15 by default.</param>
    /// <remarks>Source: C. Guo et al., On calibration of modern neural networks, 2017.</remarks>
    public static Metric ExpectedCalibrationError(Classes? classes = null, int bins = 15) => Calibration(classes, bins, isMaximum: false);

    /// <summary>The largest |hits_b − confidence_b| of any bin that is not empty: <c>maximum_calibration_error</c>.</summary>
    /// <inheritdoc cref="ExpectedCalibrationError"/>
    public static Metric MaximumCalibrationError(Classes? classes = null, int bins = 15) => Calibration(classes, bins, isMaximum: true);

    /// <summary>
    /// The area under the receiver operating characteristic: the chance that a yes scores above a no, ties for one half, <c>auroc</c>. Each class against the rest;
    /// NaN for a class of which there is no yes or no no, and means leave it out.
    /// </summary>
    /// <param name="classes">The classes; yes or no by default.</param>
    /// <param name="average">The mean over classes.</param>
    /// <param name="bins">
    /// 0 keeps every score and is exact, as scikit-learn's <c>roc_auc_score</c>; memory grows with the data, and a training step is not replayed. Else the
    /// number of bins of equal width into which probabilities are counted: constant memory, scores of one bin tie.
    /// </param>
    public static Metric Auroc(Classes? classes = null, ClassAverage average = ClassAverage.Macro, int bins = 0) => Curve("auroc", classes, average, bins);

    /// <summary>
    /// The area under the curve of precision over recall as Σ (Rₖ − Rₖ₋₁)·Pₖ over all thresholds, without interpolation: <c>average_precision</c>, also called PR-AUC.
    /// Equals scikit-learn's <c>average_precision_score</c>, but is NaN for a class without a yes, and means leave it out.
    /// </summary>
    /// <inheritdoc cref="Auroc"/>
    public static Metric AveragePrecision(Classes? classes = null, ClassAverage average = ClassAverage.Macro, int bins = 0) => Curve("average_precision", classes, average, bins);

    /// <summary>
    /// The rate of both errors at the threshold where they are as large: yes refused over yes, and no let through over no. <c>equal_error_rate</c>, the usual number of verification.
    /// Between two thresholds on a straight line of the curve; NaN for a class of which there is no yes or no no.
    /// </summary>
    /// <inheritdoc cref="Auroc"/>
    public static Metric EqualErrorRate(Classes? classes = null, ClassAverage average = ClassAverage.Macro, int bins = 0) => Curve(CurveMetric.EqualErrors, classes, average, bins);

    static CurveMetric Curve(string kind, Classes? classes, ClassAverage average, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBins);
        return new CurveMetric(kind, classes ?? Classes.Binary(), average, bins);
    }

    static CalibrationErrorMetric Calibration(Classes? classes, int bins, bool isMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBins);
        return new CalibrationErrorMetric(classes ?? Classes.Binary(), bins, isMaximum);
    }
}
