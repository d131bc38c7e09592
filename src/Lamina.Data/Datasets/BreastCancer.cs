namespace Lamina.Data;

/// <summary>Wisconsin breast cancer (1991): nine cytology scores of a sample, benign or malignant.</summary>
/// <remarks>
/// <b>Source:</b> Wolberg, Mangasarian: Multisurface method of pattern separation for medical diagnosis applied to breast cytology (1990);
/// file <c>tabular/breast-cancer-wisconsin.data</c>.
/// </remarks>
public static class BreastCancer
{
    const string FileName = "breast-cancer-wisconsin.data", Title = "Wisconsin breast cancer";

    static readonly string[] classes = ["benign", "malignant"];

    /// <summary>The nine columns, each a score from 1 to 10.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "clump thickness", "uniformity of cell size", "uniformity of cell shape", "marginal adhesion", "single epithelial cell size",
        "bare nuclei", "bland chromatin", "normal nucleoli", "mitoses",
    ];

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "breast-cancer",
        Title = Title,
        Task = "tabular classification",
        About = "699 samples of nine scores from 1 to 10, benign or malignant",
        Licence = "not stated; UCI asks for the authors' papers to be cited",
        Source = "W. H. Wolberg, O. L. Mangasarian, UCI Machine Learning Repository; the file of github.com/jbrownlee/Datasets",
        Citation = "Wolberg, Mangasarian: Multisurface method of pattern separation for medical diagnosis applied to breast cytology (1990)",
        Substitute = "drawn-diagnosis",
        Layouts = [SmallTables.Layout("tabular", FileName, 19_889, "402c585309c399237740f635ef9919dc512cca12cbeb20de5e563a4593f22b64")],
        Preview = folder => Previews.OfRows(Load(folder)),
    };

    /// <summary>Reads the table; if it is nowhere, draws a similar one, which <see cref="DatasetInfo.IsGenerated"/> then says.</summary>
    /// <param name="dataFolder">The parent folder of data sets to look in; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <param name="seed">What a drawn table depends on; the recorded one does not.</param>
    /// <returns>
    /// Inputs [N, 9] in float32, scores as they are; targets [N, 1] in float32, 0 benign, 1 malignant: what binary cross-entropy over one
    /// output takes. The 16 rows whose bare nuclei are unknown are left out: 683 remain, 444 benign and 239 malignant.
    /// </returns>
    /// <exception cref="MissingDataException">A folder was named, and the file is not there.</exception>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    public static ArrayDataset Load(string? dataFolder = null, long seed = 0) =>
        TableFiles.Find(dataFolder, Title, "tabular", FileName) is { } path ? Read(path) : Generate(683, seed);

    /// <summary>
    /// Draws samples like the recorded ones: 35 in 100 malignant; a hidden severity moves all nine scores, benign ones stay low,
    /// malignant ones spread. The classes overlap as the recorded ones do.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which.</param>
    public static ArrayDataset Generate(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        byte[,] scores = new byte[count, Columns.Count], labels = new byte[count, 1];
        for (int i = 0; i < count; i++)
        {
            Draws draws = new(seed, Draws.BreastCancerStream, i);
            bool malignant = draws.Uniform() < 0.35;
            double severity = malignant ? 6.3 + (1.7 * draws.Normal()) : 1.7 + (0.8 * draws.Normal());
            for (int column = 0; column < Columns.Count; column++)
            {
                double score = severity + ((malignant ? 2.3 : 0.9) * draws.Normal());
                scores[i, column] = (byte)Math.Clamp(Math.Round(score), 1, 10);
            }

            labels[i, 0] = (byte)(malignant ? 1 : 0);
        }

        return Make(Tensor.From(scores), Tensor.From(labels), $"{Title}, drawn", isGenerated: true);
    }

    static ArrayDataset Read(string path)
    {
        string[] columns = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
        Table table = Table.ReadCsv(path, hasHeader: false);
        if (table.Columns.Count != 11)
            throw new DataFormatException($"{path}: 11 columns were expected (number, nine scores, class); got {table.Columns.Count}. Fetch the file again.");
        table = table.DropMissing();
        double[] recorded = table.Doubles("10");
        byte[,] labels = new byte[recorded.Length, 1];
        for (int i = 0; i < recorded.Length; i++)
        {
            if (recorded[i] is not (2 or 4))
                throw new DataFormatException($"{path}, line {table.Line(i)}: the class is {recorded[i]}; 2 (benign) or 4 (malignant) was expected. Fetch the file again.");
            labels[i, 0] = (byte)(recorded[i] == 4 ? 1 : 0);
        }

        return Make(table.ToTensor(columns), Tensor.From(labels), Title, isGenerated: false);
    }

    static ArrayDataset Make(Tensor scores, Tensor labels, string name, bool isGenerated) =>
        new ArrayDataset([new RowStore(scores)], [new RowStore(labels)], new DatasetInfo { Name = name, ClassNames = classes, IsGenerated = isGenerated })
            .To(DType.Float32)
            .TargetsTo(DType.Float32);
}
