namespace Lamina.Training;

/// <summary>The numbers of COCO's rule. NaN where there is no object to be found.</summary>
/// <param name="Precision">Mean average precision over overlaps from 0.50 to 0.95 in steps of 0.05, and classes: COCO's AP.</param>
/// <param name="Precision50">At an overlap of 0.5.</param>
/// <param name="Precision75">At an overlap of 0.75.</param>
/// <param name="PrecisionSmall">Of objects below 32² pixels.</param>
/// <param name="PrecisionMedium">Of objects from 32² to 96² pixels.</param>
/// <param name="PrecisionLarge">Of objects above 96² pixels.</param>
/// <param name="Recall1">Mean recall over overlaps and classes with one detection of a class a picture.</param>
/// <param name="Recall10">With ten.</param>
/// <param name="Recall100">With a hundred.</param>
/// <param name="RecallSmall">With a hundred, of objects below 32² pixels.</param>
/// <param name="RecallMedium">With a hundred, of objects from 32² to 96² pixels.</param>
/// <param name="RecallLarge">With a hundred, of objects above 96² pixels.</param>
/// <param name="PrecisionByClass">Precision of each class that has objects.</param>
public sealed record DetectionSummary(
    double Precision,
    double Precision50,
    double Precision75,
    double PrecisionSmall,
    double PrecisionMedium,
    double PrecisionLarge,
    double Recall1,
    double Recall10,
    double Recall100,
    double RecallSmall,
    double RecallMedium,
    double RecallLarge,
    IReadOnlyDictionary<long, double> PrecisionByClass);
