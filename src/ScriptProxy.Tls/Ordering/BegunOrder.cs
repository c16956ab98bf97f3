using System.Security.Cryptography;
using ScriptProxy.Acme;
using ScriptProxy.Acme.Orders;

namespace ScriptProxy.Tls.Ordering;

/// <summary>An order and the key of the certificate that is to come of it.</summary>
internal sealed record BegunOrder(AcmeAccount Account, Order Order, ECDsa Key);
