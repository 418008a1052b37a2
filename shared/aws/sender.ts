import {
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
  type SESClientConfig,
} from '@aws-sdk/client-ses';

/** What SES says of a sender's domain and of the account. For the operator's check alone: no function may ask. */
export type Sender = {
  readonly verified: boolean;
  /** Each is a CNAME record that the operator makes. */
  readonly dkimTokens: readonly string[];
  readonly enabled: boolean;
  readonly perDay: number;
  readonly perSecond: number;
};

export const sesSender = async (client: SESClient, domain: string): Promise<Sender> => {
  const Identities = [domain];
  const [verification, dkim, quota, account] = await Promise.all([
    client.send(new GetIdentityVerificationAttributesCommand({ Identities })),
    client.send(new GetIdentityDkimAttributesCommand({ Identities })),
    client.send(new GetSendQuotaCommand({})),
    client.send(new GetAccountSendingEnabledCommand({})),
  ]);
  return {
    verified: verification.VerificationAttributes?.[domain]?.VerificationStatus === 'Success',
    dkimTokens: dkim.DkimAttributes?.[domain]?.DkimTokens ?? [],
    enabled: account.Enabled ?? false,
    perDay: quota.Max24HourSend ?? 0,
    perSecond: quota.MaxSendRate ?? 0,
  };
};

export const openSender = (config: SESClientConfig, domain: string): Promise<Sender> =>
  sesSender(new SESClient(config), domain);
