import {
  type AddToPrincipalPolicyResult,
  PolicyDocument,
  type PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * A role of which its rights are a part. CDK puts them into a policy beside it, another resource for each role, of which
 * a stack may have 500 in all. State machines keep the roles that CDK makes for them: executions that run through a
 * deployment go on with the role that they started with.
 */
export class OwnRole extends Role {
  private readonly rights: PolicyDocument;

  /** @param service that takes it, such as `lambda` */
  constructor(scope: Construct, id: string, service: string) {
    const rights = new PolicyDocument();
    super(scope, id, {
      assumedBy: new ServicePrincipal(`${service}.amazonaws.com`),
      inlinePolicies: { rights },
    });
    this.rights = rights;
  }

  override addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    this.rights.addStatements(statement);
    return { statementAdded: true, policyDependable: this };
  }
}
